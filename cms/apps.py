"""Application configuration of ``cms``."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The site: home, cabinet, mounting; what no package owns alone."""

    name = "cms"
    label = "cms"
    default_auto_field = "django.db.models.BigAutoField"
