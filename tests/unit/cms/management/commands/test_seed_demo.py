"""``manage.py seed_demo``: what it says and how it refuses."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from framework.api import import_starter
from learning_objects.api import public_uuids
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("seed_demo", *arguments, stdout=said)
    return said.getvalue()


def test_missing_framework_is_explained() -> None:
    with pytest.raises(CommandError, match="ensure_framework"):
        run()


def test_taken_login_is_explained(now: datetime) -> None:
    import_starter(by=None, now=now)
    make_user("teacher", login="lebedev")

    with pytest.raises(CommandError, match="lebedev"):
        run()


def test_says_what_it_made_and_that_nothing_is_left_to_do(
    now: datetime, settings, tmp_path: Path
) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    import_starter(by=None, now=now)

    first, second = run("--scale", "3"), run("--scale", "3")

    assert "Закон Ома для участка цепи" in first
    assert "demo-accounts.txt" in first
    assert "Закон Ома" not in second
    assert "demo-accounts.txt" not in second
    assert len(list(public_uuids())) == 40 + 3
