"""Several machines: PostgreSQL and Redis from the environment, files and search as embedded.

Search on a cluster and files on S3 come with the scaled form (see ``docs/roadmap.md``).
"""

from __future__ import annotations

import dj_database_url

from cms.settings import env
from cms.settings.base import *
from cms.settings.base import CACHES, DATABASES

DATABASES["default"] = dict(
    dj_database_url.parse(
        env.text("DATABASE_URL", "postgresql:///mesh"), conn_max_age=60, conn_health_checks=True
    )
)
if env.text("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("REDIS_URL"),
    }
DEMO = env.flag("DEMO")  # a real installation starts without demo people and materials
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
