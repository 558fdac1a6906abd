"""Settings of ``bench.moderation``: those of ``bench.lifecycle``, static files not collected."""

from bench.lifecycle_settings import *  # noqa: F403
from bench.lifecycle_settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
