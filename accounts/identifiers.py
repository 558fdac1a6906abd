"""One form of a login or an e-mail, whatever the case it was typed in."""

from __future__ import annotations

import unicodedata


def fold_identifier(text: str) -> str:
    """Return ``text`` for comparing logins and e-mails: NFKC, lower case, no spaces around.

    Unlike ``core.api.fold`` it keeps «ё»: «елена» and «ёлена» are two logins, and two mailboxes.
    """
    return unicodedata.normalize("NFKC", text.strip()).casefold()
