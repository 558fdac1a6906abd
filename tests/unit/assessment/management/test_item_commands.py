"""The commands that take items in, write them out and score them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessment.api import list_items
from assessment.formats.registry import read_items
from tests.factories.people import make_user
from tests.unit.assessment.formats.samples import GIFT, MOODLE


def _said(*args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """A GIFT file of three questions."""
    file = tmp_path / "сила.gift"
    file.write_bytes(GIFT)
    return file


@pytest.mark.django_db
def test_a_file_comes_in_once_and_goes_out(gift: Path, tmp_path: Path) -> None:
    """The second import changes nothing; what goes out is read again; folders are tags."""
    owner = make_user("author")
    _said("items_import", str(gift), "--owner", owner.username)
    assert list_items(owner).count() == 3
    assert "same: 3" in _said("items_import", str(gift), "--owner", owner.username)
    assert list_items(owner).count() == 3
    out = tmp_path / "out.xml"
    _said("items_export", str(out), "--owner", owner.username, "--format", "moodle")
    found = [entry.item for entry in read_items(out.read_bytes()).items]
    assert len(found) == 3
    assert {tag for item in found if item for tag in item.tags} == {"река", "Числа"}


def test_dry_run_needs_nobody_and_tells_what_is_refused(tmp_path: Path) -> None:
    """Without a database: the refused by name, the rest counted."""
    file = tmp_path / "quiz.xml"
    file.write_bytes(MOODLE)
    said = _said("items_import", str(file), "--dry-run")
    assert "stack" in said
    assert "randomsamatch" in said


def test_the_template_is_written_and_read(tmp_path: Path) -> None:
    """The spreadsheet with examples comes in as it went out."""
    file = tmp_path / "template.xlsx"
    _said("items_export", str(file), "--template", "--format", "xlsx")
    assert all(entry.item is not None for entry in read_items(file.read_bytes()).items)


def test_score_prints_json(gift: Path, tmp_path: Path) -> None:
    """One object a case."""
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps({"cases": [{"name": "a", "responses": {"7": "Москва"}}]}))
    (found,) = json.loads(_said("score", "gift", str(gift), "--responses", str(cases)))
    assert found["name"] == "a"
    assert found["outcomes"]["Столица.SCORE"] == 1
    assert {"name", "outcomes", "max_score", "unsupported"} <= found.keys()


def test_faults_are_told_in_words(tmp_path: Path, gift: Path) -> None:
    """A file of no format, answers that are no JSON, a missing owner."""
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("просто слова")
    with pytest.raises(CommandError, match="формат"):
        _said("items_import", str(nothing), "--dry-run")
    with pytest.raises(CommandError, match="JSON"):
        _said("score", "gift", str(gift), "--responses", str(nothing))
    with pytest.raises(CommandError, match="--owner"):
        _said("items_import", str(gift))
    with pytest.raises(CommandError):
        _said("items_import", str(tmp_path / "none.xml"), "--dry-run")
