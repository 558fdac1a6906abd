"""Settings of ``make test-scaled``: as ``test``, on PostgreSQL, Redis and S3."""

from __future__ import annotations

import os

from cms.settings import env, services
from cms.settings.test import *
from cms.settings.test import CACHES, DATABASES, STORAGES

# Each process of pytest-xdist gets its own database (pytest-django names it), its own database
# of Redis, which tests empty, and its own folder of the bucket.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
DATABASES["default"] = {**services.database(), "CONN_MAX_AGE": 0}
CACHES["default"] = services.shared_cache(f"{env.text('REDIS_URL')}/{int(_WORKER[2:]) % 16}")
STORAGES["default"] = services.files()
STORAGES["default"]["OPTIONS"]["location"] = f"tests-{_WORKER}"
