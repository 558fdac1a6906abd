"""Settings of the soak: the tests' ones on the PostgreSQL of ``DATABASE_URL``."""

from cms.settings import services
from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATABASES

# A connection lives as long as one act: twelve hundred people share the server's few sessions.
DATABASES["default"] = {**services.database(), "CONN_MAX_AGE": 0}
