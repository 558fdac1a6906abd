"""Several machines: PostgreSQL, Redis, S3 and a search cluster, each as the environment says.

Whatever is not named there stays as in the embedded form: one can move one part at a time.
"""

from __future__ import annotations

from cms.settings import env, services
from cms.settings.base import *
from cms.settings.base import CACHES, DATABASES, STORAGES

DATABASES["default"] = services.database()
if env.text("REDIS_URL"):
    CACHES["default"] = services.shared_cache(env.text("REDIS_URL"))
if env.text("S3_BUCKET"):
    STORAGES["default"] = services.files()
    S3_PROXY_LOCATION = env.text("S3_PROXY_LOCATION")
SECOND_FACTOR = env.text("SECOND_FACTOR", "required")
DEMO = env.flag("DEMO")  # a real installation starts without demo people and materials
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Limits against guessing count by the reader's address, which only the proxies know: else twenty
# wrong passwords anywhere would close the sign-in for everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1)
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
