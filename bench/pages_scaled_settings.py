"""Settings of ``bench.pages --scaled``: the peer and our pages on PostgreSQL and Redis."""

from bench.pages_settings import *  # noqa: F403
from bench.pages_settings import CACHES, DATABASES
from cms.settings import env, services

DATABASES["default"] = services.database()
CACHES["default"] = services.shared_cache(env.text("REDIS_URL"))
