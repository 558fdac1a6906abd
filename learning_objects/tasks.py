"""What would hold up a request: deciding about thousands of objects, counting the library."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task


@task()
def work_on_realignment(uuid: str) -> None:
    """Do to all proposals of an edition what somebody asked for."""
    from learning_objects.realignment.bulk import run_work

    with translation.override(settings.LANGUAGE_CODE):
        run_work(realignment=UUID(uuid))


@task()
def count_coverage() -> None:
    """Count what the library has at every node."""
    from core.api import now
    from learning_objects.coverage_map.counting import refresh_coverage

    refresh_coverage(now=now(), at_once=True)
