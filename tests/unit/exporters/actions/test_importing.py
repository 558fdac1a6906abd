"""Taking packages in, within one process: what arrives, what is refused, what stays."""

from pathlib import Path

import pytest

from core.api import now as clock
from exporters.api import import_package, preview_package
from learning_objects.api import get_object, get_version
from tests.factories.packages import pack_elsewhere, publish_illustrated

pytestmark = pytest.mark.django_db


def test_smoke(tmp_path: Path):
    made = []
    report = pack_elsewhere(tmp_path / "p.zip", lambda: made.append(publish_illustrated()))
    print(report)
    uuid = made[0].object_uuid
    assert get_object(uuid=uuid) is None
    print(preview_package(path=tmp_path / "p.zip", now=clock()))
    assert get_object(uuid=uuid) is None
    print(import_package(path=tmp_path / "p.zip", by=None, now=clock()))
    got = get_version(uuid=uuid)
    print(got)
    assert got.digest == made[0].digest
    print(import_package(path=tmp_path / "p.zip", by=None, now=clock()))
