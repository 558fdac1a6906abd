"""Settings of the test runs: everything real, in a throw-away folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _throw_away_folder() -> str:
    """Return a folder of this process's own, inside one that the first process removes.

    The processes of pytest-xdist are started by the first one and inherit its environment; each
    gets its own database, files and index, whatever ``DATA_DIR`` says outside.
    """
    root = os.environ.get("MESH_TEST_ROOT")
    if not root or not Path(root).is_dir():
        root = os.environ["MESH_TEST_ROOT"] = tempfile.mkdtemp(prefix="mesh-test-")
        atexit.register(shutil.rmtree, root, ignore_errors=True)
    return tempfile.mkdtemp(dir=root)


os.environ["DATA_DIR"] = _throw_away_folder()

from cms.settings.base import *
from cms.settings.base import CACHES, DATA_DIR, DATABASES, STORAGES

SECOND_FACTOR = "optional"  # its own tests ask for it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "test-default",
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# A file, not memory: live servers and processes of a test must see the same database. Nothing
# has to survive a power cut here.
DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
LINK_CHECKS = "loopback"
SEARCH_LOG_SECONDS = 0  # no thread of its own writes into the database of a test
WHITENOISE_AUTOREFRESH = True
