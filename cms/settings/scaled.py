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
SECOND_FACTOR = env.text("SECOND_FACTOR", "required")
DEMO = env.flag("DEMO")  # a real installation starts without demo people and materials
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Limits against guessing count by the reader's address, which only the proxies know: else twenty
# wrong passwords anywhere would close the sign-in for everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1)
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
