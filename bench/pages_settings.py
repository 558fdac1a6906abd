"""Settings of ``bench.pages``: the embedded form plus the peer; quiet, static files as they are."""

from cms.settings.embedded import *  # noqa: F403
from cms.settings.embedded import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.pages_peer"]
ROOT_URLCONF = "bench.pages_urls"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["null"], "level": "ERROR"},
}
