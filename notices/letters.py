"""The letter of a digest, in the language of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.api import User, get_user
from notices.data import NoticeView
from notices.kinds import groups
from notices.models import Digest, Notice
from notices.words import view_of

# A letter lists so many notices, the rest are on the page.
MOST_LISTED = 40
SALT = "notices.mail"


def write_letter(digest: Digest, rows: Sequence[Notice]) -> EmailMultiAlternatives:
    """Return the letter with ``rows``: text and plain HTML, with a way to end such letters.

    Its ``Message-ID`` is that of the digest: should it leave twice, mail programs show it once.
    """
    person = digest.person
    stop = settings.BASE_URL + reverse("notices:stop", args=[make_token(person)])
    with translation.override(person.language or settings.LANGUAGE_CODE):
        context = _context(person, rows, stop)
        subject = " ".join(render_to_string("notices/mail/subject.txt", context).split())
        letter = EmailMultiAlternatives(
            subject,
            render_to_string("notices/mail/body.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [person.email],
            headers={
                "Message-ID": f"<{digest.uuid}@{urlsplit(settings.BASE_URL).hostname}>",
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        letter.attach_alternative(render_to_string("notices/mail/body.html", context), "text/html")
    return letter


def _context(person: User, rows: Sequence[Notice], stop: str) -> dict[str, Any]:
    views = sorted(map(view_of, rows[:MOST_LISTED]), key=lambda item: item.group)
    return {
        "person": person,
        "number": len(rows),
        "more": len(rows) - len(views),
        "sections": [
            (_label(code), [(item, _address(item)) for item in items])
            for code, items in groupby(views, key=lambda item: item.group)
        ],
        "all_url": settings.BASE_URL + reverse("notices:list"),
        "settings_url": settings.BASE_URL + reverse("notices:settings"),
        "stop_url": stop,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def _label(code: str) -> str:
    return str(groups.get(code).label) if code in groups else _("Other")


def _address(item: NoticeView) -> str:
    return settings.BASE_URL + reverse("notices:follow", args=[item.uuid]) if item.url else ""


def make_token(person: User) -> str:
    """Return what ends the letters to ``person`` without signing in."""
    return signing.dumps(str(person.uuid), salt=SALT)


def read_token(token: str) -> User | None:
    """Return the person of a token of ours, ``None`` for any other."""
    try:
        return get_user(uuid=signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
