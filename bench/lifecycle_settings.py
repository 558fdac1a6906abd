"""Settings of ``bench.lifecycle``: the embedded form plus the peer, Wagtail's own finish action."""

from cms.settings.embedded import *  # noqa: F403
from cms.settings.embedded import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.lifecycle_peer"]
WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["null"], "level": "ERROR"},
}
