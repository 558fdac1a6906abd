"""Packing and taking in must not hold up a request."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task

from core.api import now
from exporters.actions.running import run


@task()
def run_transfer(uuid: str) -> None:
    """Do the next step of a transfer."""
    with translation.override(settings.LANGUAGE_CODE):
        run(uuid=UUID(uuid), now=now())
