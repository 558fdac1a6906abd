"""Contact data: a published page is no place for anybody's telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Choices, WordList
from moderation.checks.pieces import Piece, Studied

PHONE, EMAIL, MESSENGER, ADDRESS = "phone", "email", "messenger", "address"
# Ten digits after the country's code, in the groups in which people write them. The services of one
# short number (112, 8-800) are for everybody and are no contact data.
_PHONE = re.compile(
    r"(?<![\w,.+-])(?:\+7|8|\+375|\+7)[\s\u00a0-]?\(?([3-9]\d{2})\)?"
    r"[\s\u00a0-]?\d{3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}(?![\w-])"
)
_FREE_NUMBERS = frozenset({"800"})
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-zа-я]{2,24}\b", re.IGNORECASE)
_MESSENGER = re.compile(
    r"\b(?:t\.me|telegram\.me|wa\.me|vk\.me|viber\.click|max\.ru/u)/[\w+/-]+"
    r"|\b(?:телеграмм?|telegram|whatsapp|ватсап|вотсап|viber|вайбер|скайп|skype)\b[\s:—–-]{0,4}@[\w.]{3,}",
    re.IGNORECASE,
)
# A street with a house, and a flat or a town beside it: a street of a history lesson has neither.
_STREET = r"(?:ул\.|улица|пр-т|просп\.|проспект|пер\.|переулок|бульвар|наб\.|шоссе)"
_NAME = r"[А-ЯЁ0-9][\w\s.-]{1,40}?"
_ADDRESS = re.compile(
    rf"\b(?:г\.\s*{_NAME},\s*)?{_STREET}\s*{_NAME},\s*(?:д\.|дом)\s*\d+\w?"
    r"(?:,?\s*(?:к\.|корп\.|корпус)\s*\d+)?,\s*(?:кв\.|квартира)\s*\d+"
)
_PATTERNS = {PHONE: _PHONE, EMAIL: _EMAIL, MESSENGER: _MESSENGER, ADDRESS: _ADDRESS}
KINDS = (
    (PHONE, gettext_lazy("telephone numbers")),
    (EMAIL, gettext_lazy("e-mail addresses")),
    (MESSENGER, gettext_lazy("accounts in messengers")),
    (ADDRESS, gettext_lazy("addresses with a flat")),
)


def look_at_contacts(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find contact data in texts and links, one finding for each."""
    allowed = [item.lower() for item in params["allowed"]]
    for piece in studied.pieces:
        for contact in dict.fromkeys(contacts_of(piece, params["kinds"])):
            if not any(item in contact.lower() for item in allowed):
                yield at(piece, contact)


def contacts_of(piece: Piece, kinds: list[str]) -> Iterator[str]:
    """Yield the contact data of ``kinds`` that a piece holds."""
    linked = [address.removeprefix("mailto:").removeprefix("tel:") for address in piece.addresses]
    text = "\n".join([piece.text, *linked])
    for kind in kinds:
        for match in _PATTERNS[kind].finditer(text):
            if kind != PHONE or match[1] not in _FREE_NUMBERS:
                yield " ".join(match[0].split())


OPERATORS = (
    Operator(
        "contacts",
        gettext_lazy("Contact data"),
        gettext_lazy("Finds telephones, e-mails, messengers and addresses of flats."),
        look_at_contacts,
        (
            Choices(
                "kinds",
                gettext_lazy("What to look for"),
                [code for code, _l in KINDS],
                options=KINDS,
            ),
            WordList(
                "allowed",
                gettext_lazy("Allowed, when it contains one of these"),
                ["example.com", "example.org", "example.ru"],
            ),
        ),
    ),
)
