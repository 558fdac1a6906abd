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
