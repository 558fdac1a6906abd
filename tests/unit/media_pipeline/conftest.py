"""Files of these tests go to a folder of their own."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    # Keys of two tests are equal: the same row number and the same content.
    caches["renditions"].clear()
    return settings.MEDIA_ROOT
