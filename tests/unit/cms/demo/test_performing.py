"""Playing a story: all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cms.demo import performing, seeding
from cms.demo.seeding import seed_demo
from cms.demo.stories import read_stories
from framework.api import import_starter
from learning_objects.api import LearningObject
from media_pipeline.api import read_waiting
from search.api import rebuild, search
from search.data import IN_FILE, IN_FILM, SearchRequest


@pytest.mark.django_db
def test_interrupted_run_leaves_no_half_object_and_is_continued(
    now: datetime, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    import_starter(by=None, now=now)
    stories = read_stories()[:5]
    monkeypatch.setattr(seeding, "read_stories", lambda: stories)
    real, calls = performing.submit, []

    def fail_at_third(**given: object) -> object:
        calls.append(given)
        if len(calls) == 3:
            raise OSError("power cut")
        return real(**given)

    monkeypatch.setattr(performing, "submit", fail_at_third)
    with pytest.raises(OSError, match="power cut"):
        seed_demo(now=now, tell=str)
    assert LearningObject.objects.count() == 1

    monkeypatch.setattr(performing, "submit", real)
    assert seed_demo(now=now, tell=str).objects == len(stories) - 1
    assert LearningObject.objects.count() == len(stories)


@pytest.mark.django_db
def test_a_visitor_can_try_the_words_that_only_files_hold(
    now: datetime, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    import_starter(by=None, now=now)
    words = {
        "vremena-goda-5": "гномоны",
        "borodino-5": "банник фейерверкер",
        "kvartet-5": "канифоль",
        "gorizontali-5": "изобата",
        "prorastanie-5": '"подсемядольное колено"',
    }
    stories = [story for story in read_stories() if story.key in words]
    monkeypatch.setattr(seeding, "read_stories", lambda: stories)
    monkeypatch.setattr(seeding, "ensure_school", stop)
    with pytest.raises(Enough):
        seed_demo(now=now, tell=str)
    assert read_waiting(now=now) == len(words)
    rebuild(now=now)
    for story in stories:
        found = search(SearchRequest(text=words[story.key]))
        if story.key == "kvartet-5":  # a draft: nobody finds what its file says
            assert found.total == 0
            continue
        assert [hit.title for hit in found.hits] == [story.drafts[""]["title"]]
        assert found.hits[0].why[0].code == (IN_FILM if story.key == "prorastanie-5" else IN_FILE)


class Enough(Exception):
    """The rest of the demo is not needed here."""


def stop(**given: object) -> None:
    raise Enough
