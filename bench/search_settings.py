"""Settings of ``bench.search``: no site, only what Wagtail's search needs, in ``DATA_DIR``."""

from __future__ import annotations

import os
from pathlib import Path

SECRET_KEY = "bench"  # noqa: S105 - nothing is signed here
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "core",
    "taggit",
    "modelcluster",
    "wagtail",
    "wagtail.search",
    "bench.search_peer",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ["DATA_DIR"]) / "peer.sqlite3",
        "OPTIONS": {
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;"
            )
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "bench"
