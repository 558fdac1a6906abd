"""The scaled settings for a server of a test: real in everything but how static files come."""

from cms.settings.scaled import *  # noqa: F403
from cms.settings.scaled import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
