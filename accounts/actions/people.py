"""Creating and changing people."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import fold_identifier
from accounts.managers import require_letting_in
from accounts.models import User
from accounts.rules import require
from core.api import record

# Without 0/O, 1/l/I and the like: a one-time password is read from paper and typed by hand.
EASY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ONE_TIME_ITERATIONS = 5_000
PROFILE_FIELDS = ("last_name", "first_name", "patronymic", "email", "language")
LOGIN_TAKEN = _("This login is taken. Add a digit or the patronymic's first letter.")
EMAIL_REFUSED = _("This e-mail cannot be used here. Give another one or leave the field empty.")


class ClosedForGood(Exception):
    """The account was merged into another or erased; nothing opens it again."""


@transaction.atomic
def create_user(
    *,
    login: str,
    by: User | None,
    now: datetime,
    email: str = "",
    password: str | None = None,
    last_name: str = "",
    first_name: str = "",
    patronymic: str = "",
    one_time: bool = False,
) -> User:
    """Create a person who may sign in; without a password only a later one lets them in.

    ``by`` is ``None`` for the system (first run, commands), else an administrator or somebody whom
    a people manager allows (``accounts.let_in``). With ``one_time`` the password must be changed
    within ``ONE_TIME_PASSWORD_DAYS``. Raises ``ValidationError`` when the login or e-mail is taken
    or malformed, ``NotAllowed`` when ``by`` lets nobody in; nothing is written then.
    """
    require_letting_in(by, person=None, now=now)
    user = User(
        username=login.strip(),
        email=email.strip(),
        last_name=last_name.strip(),
        first_name=first_name.strip(),
        patronymic=patronymic.strip(),
        must_change_password=one_time,
        password_expires_at=_one_time_until(now) if one_time else None,
        date_joined=now,
    )
    if one_time and password:
        user.password = hash_one_time(password)
    else:
        user.set_password(password)
    _save_checked(user)
    _record("accounts.create_user", user, by, now)
    return user


@transaction.atomic
def issue_password(*, user: User, by: User | None, now: datetime) -> str:
    """Give the person a new one-time password and return it; it is shown once and kept nowhere.

    It works for ``ONE_TIME_PASSWORD_DAYS``. All their sessions end, because the session carries a
    mark of the old password. Raises :class:`ClosedForGood` for what is left of a merged or erased
    account.
    """
    require_letting_in(by, person=user, now=now)
    refuse_shell(user)
    password = make_password_text()
    user.set_password(password)
    user.must_change_password = True
    user.password_expires_at = _one_time_until(now)
    user.save(update_fields=["password", "must_change_password", "password_expires_at"])
    _record("accounts.issue_password", user, by, now)
    return password


@transaction.atomic
def update_profile(*, user: User, fields: Mapping[str, str], by: User, now: datetime) -> User:
    """Change name parts, e-mail or language (``PROFILE_FIELDS``); one's own, or anyone's as admin.

    Raises ``ValidationError`` for a taken or malformed value, ``NotAllowed`` for a stranger.
    """
    require(by, "accounts.change_profile", user)
    changed = [
        name
        for name in PROFILE_FIELDS
        if fields.get(name, getattr(user, name)) != getattr(user, name)
    ]
    for name in changed:
        setattr(user, name, fields[name].strip())
    if "email" in changed:
        from accounts.actions.invitations import withdraw_letters

        user.email_confirmed = False
        withdraw_letters(user=user, by=by, now=now)
    _save_checked(user)
    # The names of the fields only: the audit is kept longer than personal data may be.
    _record("accounts.update_profile", user, by, now, fields=",".join(changed))
    return user


def refuse_shell(user: User) -> None:
    """Raise :class:`ClosedForGood` for what is left of a merged or erased account."""
    if user.is_shell:
        raise ClosedForGood


def is_password_expired(user: User, *, now: datetime) -> bool:
    """Say whether the one-time password of ``user`` was not used in time."""
    until = user.password_expires_at
    return user.must_change_password and until is not None and until <= now


def _one_time_until(now: datetime) -> datetime:
    return now + timedelta(days=settings.ONE_TIME_PASSWORD_DAYS)


def make_password_text() -> str:
    """Return a random password of 12 letters in groups of four (about 59 bits)."""
    letters = [secrets.choice(EASY_LETTERS) for _number in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def hash_one_time(password: str) -> str:
    """Return the hash of a random one-time password: many may be made in one request.

    Stretching protects passwords that people choose; 59 random bits need none. The first sign-in
    hashes it anew in full, and then it must be changed anyway.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=ONE_TIME_ITERATIONS)
    return make_password(password)


def _save_checked(user: User) -> None:
    """Validate and save; a race for the same login ends in the same words as a plain clash."""
    _refuse_clashes(user)
    user.full_clean(exclude=["password", "login_folded", "email_folded"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise ValidationError({"username": LOGIN_TAKEN}) from error


def _refuse_clashes(user: User) -> None:
    others = User.objects.exclude(pk=user.pk)
    clashes: dict[str, object] = {}
    if others.filter(login_folded=fold_identifier(user.username)).exists():
        clashes["username"] = LOGIN_TAKEN
    email = fold_identifier(user.email)
    if email and others.filter(email_folded=email).exists():
        clashes["email"] = EMAIL_REFUSED
    if clashes:
        raise ValidationError(clashes)


def _record(action: str, user: User, by: User | None, now: datetime, **data: str) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
        data=data,
    )
