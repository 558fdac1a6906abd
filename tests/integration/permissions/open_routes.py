"""All addresses that are not simply closed, joined from the parts of the site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from framework.case.nodes import edge_id
from framework.case.outgoing import document_id
from framework.models import Framework
from tests.integration.permissions.account_routes import ACCOUNTS
from tests.integration.permissions.author_routes import AUTHORS
from tests.integration.permissions.bank_routes import BANK, BANK_REST
from tests.integration.permissions.call_routes import CALLS, CALLS_REST
from tests.integration.permissions.check_routes import CHECK_RULES
from tests.integration.permissions.coverage_routes import COVERAGE
from tests.integration.permissions.framework_routes import FRAMEWORK
from tests.integration.permissions.institute_routes import INSTITUTES, INSTITUTES_REST
from tests.integration.permissions.journal_routes import DIARY, JOURNAL, JOURNAL_REST
from tests.integration.permissions.notices_routes import NOTICES, NOTICES_REST
from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    AUTHOR,
    CABINET,
    CLAIMER,
    CLASS_TEACHER,
    EXPERTS,
    MEDIA,
    NOBODY,
    REVIEW,
    SCHOOL_TEACHER,
    SIGNED_IN,
    STUDIO,
    Case,
    Make,
    administrators,
    closed,
    everyone,
    public_object,
    review,
    signed_in,
)
from tests.integration.permissions.school_routes import SCHEDULE, SCHOOL, SCHOOL_REST
from tests.integration.permissions.search_routes import SEARCH, SEARCH_REST
from tests.integration.permissions.shelf_routes import SHELVES, SHELVES_REST
from tests.integration.permissions.world import World


def history(verb: str = "") -> Make:
    """A remark on the author's object: for its authors and the experts, who alone see it."""
    more = {"verb": verb} if verb else {}
    return lambda world: Case(
        {"uuid": world.remark.uuid, **more}, read=AUTHOR | EXPERTS, write=NOBODY, foreign=True
    )


# For whom a school vouches; who has the role in the library is tried in the tests of the package.
TEACHERS = SCHOOL_TEACHER | CLASS_TEACHER | {"teacher_of_other_school"}


def by_readers(read: frozenset[str], **payload: Any) -> Make:
    """A published object of ``author``, on which readers act."""
    return lambda world: Case({"uuid": world.published.uuid}, read=read, payload=payload)


def on_review(read: frozenset[str]) -> Make:
    """The review that ``school_teacher`` wrote of the author's object."""
    return lambda world: Case({"uuid": world.extra["review"]}, read=read, foreign=True)


def subject_page(world: World) -> Case:
    return Case({"slug": world.extra["subject_slug"]})


def grade_page(world: World) -> Case:
    return Case({"slug": world.extra["subject_slug"], "number": world.extra["grade"]})


PUBLIC: dict[str, Make] = {
    "home": everyone,
    "about": everyone,
    "help": everyone,
    "tour": everyone,
    "favicon": everyone,
    "healthz": everyone,
    "readyz": everyone,
    "metrics": closed(),  # for a holder of the token: tests/unit/cms/operations
    "set_language": everyone,
    "learning_objects:object": public_object(),
    "learning_objects:version": public_object(number=1),
    "learning_objects:print": public_object(),
    "learning_objects:reviews": public_object(),
    "learning_objects:rate": by_readers(TEACHERS),
    "learning_objects:unrate": by_readers(SIGNED_IN),
    "learning_objects:thank": by_readers(SIGNED_IN - AUTHOR),
    "learning_objects:ask_report": everyone,
    "learning_objects:check_report": lambda world: Case({"code": world.extra["report_code"]}),
    "learning_objects:reported": closed(),  # for a chief moderator: tests/unit/learning_objects
    "learning_objects:answer_review": on_review(AUTHOR),
    "learning_objects:report_review": on_review(SIGNED_IN - {"school_teacher"}),
    "learning_objects:hide_review": on_review(NOBODY),
    "learning_objects:author": lambda world: Case({"uuid": world.people["author"].uuid}),
    "learning_objects:catalogue": everyone,
    "learning_objects:subject": subject_page,
    "learning_objects:grade": grade_page,
    "learning_objects:frameworks": everyone,
    "learning_objects:topic": lambda world: Case({"uuid": world.extra["topic"]}),
    "learning_objects:sitemap": everyone,
    "learning_objects:sitemap_part": lambda world: Case({"name": "catalogue"}),
    "learning_objects:feed": everyone,
    "learning_objects:robots": everyone,
}


def on_case(of: Callable[[World], Any]) -> Make:
    """An object of a published framework; nobody writes to the service."""
    return lambda world: Case({"version": "v1p1", "identifier": str(of(world))}, write=NOBODY)


def case_document(_world: World) -> Any:
    return document_id(Framework.objects.get(key="frp"))


CASE: dict[str, Make] = {
    "case:documents": lambda world: Case({"version": "v1p1"}, write=NOBODY),
    "case:document": on_case(case_document),
    "case:package": on_case(case_document),
    "case:item": on_case(lambda world: world.extra["topic"]),
    "case:item_associations": on_case(lambda world: world.extra["topic"]),
    "case:association": on_case(lambda world: edge_id(world.extra["topic"])),
    "case:nothing": lambda world: Case(read=NOBODY),
}


def transfer(write: frozenset[str] = ADMINISTRATOR) -> Make:
    """A transfer that does not exist: the administrator gets past the door, and finds nothing."""
    return lambda world: Case({"uuid": world.extra["transfer"]}, read=ADMINISTRATOR, write=write)


PACKAGES: dict[str, Make] = {
    "exporters:transfers": administrators,
    "exporters:export": administrators,
    "exporters:upload": administrators,
    "exporters:transfer": transfer(),
    "exporters:state": transfer(),
    "exporters:download": transfer(),
    "exporters:confirm": transfer(),
    "exporters:retry": transfer(),
    "exporters:remove": transfer(),
}

FILES: dict[str, Make] = {
    "wagtaildocs_serve": lambda world: Case(
        (world.document.pk, world.document.filename), read=AUTHOR | ADMINISTRATOR
    ),
    # A document's file never leaves by the address of the storage.
    "media_pipeline:file": lambda world: Case({"path": world.document.file.name}, read=NOBODY),
}

REMARKS: dict[str, Make] = {
    "moderation:remark_done": history(),
    "moderation:reply": history(),
    "moderation:settle_remark": history("resolve"),
}

REST: dict[str, Make] = {
    "rest:openapi-json": everyone,
    "rest:api-root": closed(),
    "rest:people_me": signed_in,
    "rest:list_nodes": lambda world: Case(query="?q=закон"),
    "rest:read_node": lambda world: Case({"uuid": world.extra["topic"]}),
    "rest:list_subjects": everyone,
    "rest:objects": everyone,
    "rest:object": public_object(),
    "rest:object_version": public_object(number=1),
    "rest:object_readers": public_object(),
    "rest:object_rating": by_readers(TEACHERS, stars=4),
    "rest:object_thanks": by_readers(SIGNED_IN - AUTHOR),
    "rest:find": everyone,
    "rest:complete": lambda world: Case(query="?q=закон"),
    "rest:get_queue": lambda world: Case(read=EXPERTS),
    "rest:get_ready_remarks": lambda world: Case(read=EXPERTS),
    "rest:get_submission": review(EXPERTS),
    "rest:post_claim": review(EXPERTS, write=CLAIMER),
    "rest:post_next": lambda world: Case(read=EXPERTS),
    "rest:post_release": review(EXPERTS, write=NOBODY, reason="other"),
    "rest:post_renew": review(EXPERTS, write=CLAIMER),
    "rest:post_assign": review(EXPERTS, write=NOBODY, to=str(uuid4())),
    "rest:post_hand_over": review(EXPERTS, write=CLAIMER, to=str(uuid4())),
    "rest:post_remark": review(EXPERTS, CLAIMER, text="Уточните", severity="must"),
    "rest:post_return": review(EXPERTS, NOBODY, letter="Исправьте"),
    "rest:get_appeal": lambda world: Case({"uuid": world.submission.uuid}, NOBODY, foreign=True),
    "rest:post_appeal": lambda world: Case(
        {"uuid": world.submission.uuid}, AUTHOR, NOBODY, payload={"text": "Нет"}, foreign=True
    ),
    "rest:get_signals": lambda world: Case({"uuid": world.submission.uuid}, NOBODY, foreign=True),
    "rest:post_keep": review(EXPERTS, NOBODY),
    "rest:post_remove": review(EXPERTS, NOBODY, how="block", letter="Вред"),
    "rest:post_signal": lambda world: Case(
        {"uuid": world.published.uuid}, EXPERTS, payload={"reason": "mistake", "text": "Ошибка"}
    ),
    "rest:post_take_out": lambda world: Case(
        {"uuid": world.published.uuid}, NOBODY, payload={"how": "block", "reason": "Вред"}
    ),
    "rest:post_put_back": lambda world: Case(
        {"uuid": world.published.uuid}, ADMINISTRATOR, payload={"reason": "Верно"}
    ),
    "rest:get_rubric": review(EXPERTS),
    "rest:post_letter": review(EXPERTS),
    "rest:post_reject": review(EXPERTS, NOBODY, letter="Исправьте"),
    "rest:post_approve": review(EXPERTS, NOBODY, letter="", confirmed=True),
}

ROUTES: dict[str, Make] = {
    **PUBLIC,
    **AUTHORS,
    **COVERAGE,
    **BANK,
    **BANK_REST,
    **SHELVES,
    **SHELVES_REST,
    **SEARCH,
    **SEARCH_REST,
    **ACCOUNTS,
    **FRAMEWORK,
    **CASE,
    **PACKAGES,
    **FILES,
    **CABINET,
    **STUDIO,
    **MEDIA,
    **REVIEW,
    **REMARKS,
    **CHECK_RULES,
    **CALLS,
    **INSTITUTES,
    **INSTITUTES_REST,
    **CALLS_REST,
    **REST,
    **SCHOOL,
    **SCHEDULE,
    **SCHOOL_REST,
    **JOURNAL,
    **DIARY,
    **JOURNAL_REST,
    **NOTICES,
    **NOTICES_REST,
}
