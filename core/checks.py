"""Start-up checks: what a registry requires must have been registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from core.registry import all_registries


@register()
def check_registries(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Report every code that a registry requires and nobody registered (core.E001)."""
    return [
        Error(
            f"registry {registry.name!r} lacks {code!r}",
            hint="Register it in the ready() of the package that owns it.",
            id="core.E001",
        )
        for registry in all_registries()
        for code in registry.required
        if code not in registry
    ]
