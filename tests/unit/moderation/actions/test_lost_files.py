from __future__ import annotations

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from core.api import now as clock
from moderation.actions import lost_files
from moderation.api import open_recheck_of, signal_lost_files
from moderation.errors import StorageAway
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_image, svg_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    """An image and the published object that shows it."""
    author = make_user("author")
    image = make_image(by=author, content=svg_bytes())
    value = {"image": image.pk, "alt": "Схема", "decorative": False, "caption": ""}
    block = {"type": "image", "id": str(uuid4()), "value": value}
    draft = make_draft(body=[make_stage(board=[block])])
    return image, publish(make_object(by=author, draft=draft))


def test_a_lost_file_opens_a_second_look_once(shown):
    image, version = shown
    assert signal_lost_files(now=clock()) == 0
    image.file.storage.delete(image.file.name)
    said = StringIO()
    call_command("find_lost_files", stdout=said)
    assert said.getvalue().startswith("1 objects")
    assert signal_lost_files(now=clock()) == 0
    signal = open_recheck_of(version.object_uuid).signals.get()
    assert (signal.source, signal.reason) == ("asset", "broken")
    assert image.title in signal.text


def test_a_disk_that_is_away_accuses_nobody(shown, monkeypatch):
    image, version = shown
    image.file.storage.delete(image.file.name)
    monkeypatch.setattr(lost_files, "FEW", 0)
    with pytest.raises(StorageAway):
        signal_lost_files(now=clock())
    with pytest.raises(CommandError):
        call_command("find_lost_files")
    assert open_recheck_of(version.object_uuid) is None
