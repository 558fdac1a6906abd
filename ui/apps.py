"""Application configuration of ``ui``."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system: base templates, components, tokens, icons and small ES modules."""

    name = "ui"
    label = "ui"
