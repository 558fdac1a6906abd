"""Settings of ``bench.paint``: ``bench.pages`` with static files as ``make run`` has them."""

from bench.pages_settings import *  # noqa: F403
from bench.pages_settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
WHITENOISE_USE_FINDERS = False
