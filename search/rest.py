"""REST routes of ``search``, mounted by ``cms.rest`` under ``/api/v1/``."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["search"])
