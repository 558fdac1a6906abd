"""REST routes of ``accounts``, mounted by ``cms.rest`` under ``/api/v1/``."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["accounts"])
