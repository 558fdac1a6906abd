"""What is checked at start-up: every kind has its group, and its words in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils import translation

from notices.data import FREQUENCIES, NoticeKind
from notices.kinds import fill, groups, kinds


@register()
def check_kinds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report kinds that could not be shown (notices.E001 to E003)."""
    found: list[CheckMessage] = [
        Error(f"group {code!r}: unknown frequency {group.frequency!r}", id="notices.E003")
        for code, group in groups
        if group.frequency not in FREQUENCIES
    ]
    for code, kind in kinds:
        if kind.group not in groups:
            hint = "Register it with notices.api.register_group."
            text = f"notice {code!r}: nobody registered the group {kind.group!r}"
            found.append(Error(text, hint, id="notices.E001"))
        found += _words(code, kind)
    return found


def _words(code: str, kind: NoticeKind) -> Iterator[CheckMessage]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            try:
                title = fill(kind.title, kind.example)
                fill(kind.text, kind.example)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                reason = "" if title else "its title is empty"
        if reason:
            text = f"notice {code!r} in {language!r}: {reason}"
            yield Error(text, "Let the example have what the words name.", id="notices.E002")
