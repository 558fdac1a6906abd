"""The REST API: every package's router under ``/api/v1/``."""

from __future__ import annotations

from ninja import NinjaAPI

from accounts.rest import router as accounts_router
from assessment.rest import router as assessment_router
from diary.rest import router as diary_router
from framework.rest import router as framework_router
from journal.rest import router as journal_router
from learning_objects.rest import (
    authoring_router,
    publishers_router,
    readers_router,
    selections_router,
    shelves_router,
)
from learning_objects.rest import router as learning_objects_router
from moderation.rest import after_router, calls_router, institutes_router, referrals_router
from moderation.rest import router as moderation_router
from notices.rest import router as notices_router
from schedule.rest import router as schedule_router
from school.rest import router as school_router
from search.rest import router as search_router

api = NinjaAPI(title="MESH library", version="1.0", urls_namespace="rest", docs_url=None)
api.add_router("people/", accounts_router)
api.add_router("notices/", notices_router)
api.add_router("framework/", framework_router)
api.add_router("items/", assessment_router)
api.add_router("objects/", learning_objects_router)
api.add_router("authoring/", authoring_router)
api.add_router("objects/", readers_router)
api.add_router("publishers/", publishers_router)
api.add_router("shelves/", shelves_router)
api.add_router("selections/", selections_router)
api.add_router("submissions/", moderation_router)
api.add_router("institute/", after_router)
api.add_router("institutes/", institutes_router)
api.add_router("referrals/", referrals_router)
api.add_router("calls/", calls_router)
api.add_router("search/", search_router)
api.add_router("lessons/", journal_router)
api.add_router("diary/", diary_router)
api.add_router("schools/", school_router)
api.add_router("schedule/", schedule_router)
