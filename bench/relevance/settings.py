"""Settings of ``bench.relevance``: the embedded form plus the peer's model, in ``DATA_DIR``.

Tables are made from the models at once: the migrations would take longer than the measurement, and
what they do besides (triggers, first rows) no search looks at.
"""

from cms.settings.embedded import *  # noqa: F403
from cms.settings.embedded import INSTALLED_APPS


class _NoMigrations:
    """Says of every app that it has none."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


INSTALLED_APPS = [*INSTALLED_APPS, "bench.search_peer"]
MIGRATION_MODULES = _NoMigrations()
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["null"], "level": "ERROR"},
}
