"""Settings of ``bench.moderation``: those of ``bench.lifecycle``, without collected static files."""

from bench.lifecycle_settings import *  # noqa: F403
from bench.lifecycle_settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
