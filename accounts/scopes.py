"""What a role may be limited to; the packages that own those things tell their names."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.data import SCOPE_LABELS, Scope, ScopeChoice, ScopeProvider
from core.data import Registry

scope_providers: Registry[ScopeProvider] = Registry("scope choices")


def register_scope_choices(code: str, provider: ScopeProvider) -> None:
    """Let ``provider()`` list what the scope ``code`` (``"subject"``) can name."""
    scope_providers.register(code, provider)


def scope_choices() -> list[tuple[str, list[ScopeChoice]]]:
    """Return every scope code with its choices; a code without any is left out."""
    listed = [(code, provider()) for code, provider in scope_providers]
    return [(code, choices) for code, choices in listed if choices]


def scope_labels(scopes: Iterable[Scope]) -> dict[Scope, str]:
    """Return the words for ``scopes``; each provider is asked once however many there are."""
    wanted = set(scopes)
    names: dict[tuple[str, UUID], str] = {
        (code, choice.uuid): choice.label
        for code in {scope.code for scope in wanted if scope.uuid}
        for choice in _choices(code)
    }
    return {scope: _label(scope, names) for scope in wanted}


def _choices(code: str) -> list[ScopeChoice]:
    provider = scope_providers.find(code)
    return provider() if provider else []


def _label(scope: Scope, names: dict[tuple[str, UUID], str]) -> str:
    if scope.uuid is None:
        return str(SCOPE_LABELS[scope.code])
    # The subject may have left the framework: the role is still shown, so that it can be revoked.
    return names.get((scope.code, scope.uuid)) or _("a subject that is no longer in the framework")
