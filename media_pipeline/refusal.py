"""Why a file was not taken."""

from __future__ import annotations

from django.utils.functional import Promise


class IntakeRefused(Exception):
    """A file that may not be kept.

    ``code`` is stable (``"type"``, ``"size"``, ``"pixels"``, ``"damaged"``, ``"macros"``, …);
    ``message`` says what is wrong and what to do about it, in the reader's language when turned
    into ``str``.
    """

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
