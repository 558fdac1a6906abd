"""The people of the demo library and the file with their passwords."""

from __future__ import annotations

import os
import re
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api import User, create_user, get_user_by_login, grant_role
from accounts.data import ROLE_LABELS, SUBJECT_SCOPE, Scope
from cms.demo.reading import FOLDER, read_yaml
from cms.demo.topics import TopicIndex
from cms.demo.trail import is_made, mark_made

ACCOUNTS_FILE = "demo-accounts.txt"
# Login, role in words, password.
AccountLine = tuple[str, str, str]
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class LoginTaken(Exception):
    """A login of the demo belongs to somebody whom the demo did not make."""

    def __init__(self, login: str) -> None:
        super().__init__(login)
        self.login = login


@transaction.atomic
def ensure_people(*, topics: TopicIndex, now: datetime) -> tuple[dict[str, User], int]:
    """Return the demo people by login and how many were made just now.

    Made all together or not at all; the passwords of new people go to ``demo-accounts.txt`` in the
    data folder, readable by its owner only. Raises :class:`LoginTaken`, ``UnknownTopic``.
    """
    cast: dict[str, User] = {}
    lines: list[AccountLine] = []
    for person in read_people():
        found = get_user_by_login(person["login"])
        if found is None:
            password = make_password()
            found = _create(person, password, topics, now)
            lines.append((person["login"], _role_words(person), password))
        elif not is_made("people", person["login"]):
            raise LoginTaken(person["login"])
        cast[person["login"]] = found
    if lines:
        write_accounts(lines)
    return cast, len(lines)


def read_people() -> list[dict[str, Any]]:
    """Return ``people.yaml`` as it is written."""
    people: list[dict[str, Any]] = read_yaml(FOLDER / "people.yaml")
    return people


def _create(person: dict[str, Any], password: str, topics: TopicIndex, now: datetime) -> User:
    user = create_user(
        login=person["login"],
        by=None,
        now=now,
        password=password,
        last_name=person["last_name"],
        first_name=person["first_name"],
        patronymic=person["patronymic"],
    )
    for role in person["roles"]:
        for scope in _scopes(role, topics):
            grant_role(user=user, role=role["role"], by=None, now=now, scope=scope)
    mark_made("people", person["login"], made=user.uuid, now=now)
    return user


def _scopes(role: dict[str, Any], topics: TopicIndex) -> list[Scope]:
    titles = role.get("scope")
    return (
        [Scope(SUBJECT_SCOPE, topics.subject(title)) for title in titles] if titles else [Scope()]
    )


def _role_words(person: dict[str, Any]) -> str:
    words = []
    for role in person["roles"]:
        label = str(ROLE_LABELS[role["role"]])
        scope = ", ".join(title.lower() for title in role.get("scope", []))
        words.append(f"{label} ({scope})" if scope else label)
    return ", ".join(words)


def make_password() -> str:
    """Return a password that can be read aloud, of about 50 bits."""
    words = ["".join(_syllable() for _count in range(3)) for _word in range(2)]
    return f"{words[0]}-{words[1]}-{secrets.randbelow(9000) + 1000}"


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def accounts_path() -> Path:
    """Return where the passwords are kept."""
    return Path(settings.DATA_DIR) / ACCOUNTS_FILE


def write_accounts(lines: list[AccountLine]) -> None:
    """Write the accounts as a table that only the owner of the file may read.

    What the file says already is kept: the demo of a newer version brings more people, and the
    passwords of the first ones stand nowhere else.
    """
    path = accounts_path()
    rows = [*_kept_accounts(path), *lines]
    head = (_("login"), _("role"), _("password"))
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(2)]
    text = "".join(
        f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}\n" for row in [head, *rows]
    )
    path.unlink(missing_ok=True)  # an older file may be readable by others
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _kept_accounts(path: Path) -> list[AccountLine]:
    """Return the lines of the file without its heading: columns are two spaces apart."""
    if not path.is_file():
        return []
    rows = [
        re.split(r" {2,}", line.strip()) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(row[0], row[1], row[2]) for row in rows[1:] if len(row) == 3]
