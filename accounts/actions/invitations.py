"""Inviting people: by a letter with a link, or by a printed sheet with a code."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q

from accounts.actions.people import make_password_text, refuse_shell
from accounts.data import INVITATION_OPEN, LETTER
from accounts.models import Invitation, User
from accounts.rules import require_manager
from accounts.states import MACHINE
from core.api import record


class NoSuchInvitation(Exception):
    """The code is unknown, has expired, or was used or withdrawn: to a stranger all the same."""


class NoLetterBox(Exception):
    """A letter was asked for, but the person has no e-mail."""


@transaction.atomic
def invite_person(*, user: User, channel: str, by: User | None, now: datetime) -> str:
    """Invite ``user`` by ``channel`` and return the code of the sheet; it is kept nowhere.

    An invitation that was open is withdrawn. A letter is written by the task worker, which makes
    a code of its own: the queue of tasks keeps none either. Raises :class:`NoLetterBox`,
    ``ClosedForGood``, ``NotAllowed``.
    """
    require_manager(by)
    refuse_shell(user)
    if channel == LETTER and not user.email:
        raise NoLetterBox
    withdraw_invitations(user=user, by=by, now=now)
    code = make_password_text()
    invitation = Invitation.objects.create(
        user=user,
        code_digest=_digest(code),
        channel=channel,
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    _note("accounts.invite", user, by, now, channel=channel)
    if channel == LETTER:
        _send_letter(invitation.pk)
    return code


@transaction.atomic
def withdraw_invitations(*, user: User, by: User | None, now: datetime) -> int:
    """Withdraw what is open; returns how many there were (none or one)."""
    require_manager(by)
    return _withdraw(Q(user=user), by, now)


def withdraw_letters(*, user: User, by: User, now: datetime) -> int:
    """Withdraw an open invitation that went by letter: the e-mail is no longer the person's.

    Whoever reads the old address could still come in by it, and would prove the new one.
    """
    return _withdraw(Q(user=user, channel=LETTER), by, now)


def _withdraw(which: Q, by: User | None, now: datetime) -> int:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    found = list(rows.filter(which, state=INVITATION_OPEN))
    for invitation in found:
        move = MACHINE.check("revoke", state=invitation.state, subject=invitation)
        invitation.state, invitation.closed_at = move.target, now
        invitation.save(update_fields=["state", "closed_at"])
        _note("accounts.revoke_invitation", invitation.user, by, now)
    return len(found)


def find_invitation(code: str, *, now: datetime) -> Invitation:
    """Return the open invitation with ``code``. Raises :class:`NoSuchInvitation`."""
    found = (
        Invitation.objects.select_related("user")
        .filter(code_digest=_digest(code), state=INVITATION_OPEN, expires_at__gt=now)
        .first()
    )
    if found is None or not found.user.is_active:
        raise NoSuchInvitation
    return found


@transaction.atomic
def accept_invitation(*, code: str, password: str, now: datetime) -> User:
    """Give the invited person the password they chose and return them.

    Whoever came by a letter has shown that letters reach them. Raises
    :class:`NoSuchInvitation`, ``ValidationError`` for a weak password.
    """
    invitation = Invitation.objects.select_for_update().get(pk=find_invitation(code, now=now).pk)
    if invitation.state != INVITATION_OPEN:  # somebody was faster with the same code
        raise NoSuchInvitation
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    validate_password(password, user)
    move = MACHINE.check("accept", state=invitation.state, subject=invitation)
    invitation.state, invitation.closed_at = move.target, now
    invitation.save(update_fields=["state", "closed_at"])
    user.set_password(password)
    user.must_change_password, user.password_expires_at = False, None
    user.email_confirmed = user.email_confirmed or invitation.channel == LETTER
    user.save()
    _note("accounts.accept_invitation", user, user, now, channel=invitation.channel)
    return user


def renew_code(invitation: Invitation) -> str:
    """Give an open invitation another code and return it; the one before stops working."""
    code = make_password_text()
    invitation.code_digest = _digest(code)
    invitation.save(update_fields=["code_digest"])
    return code


def _send_letter(invitation_id: int) -> None:
    from accounts.tasks import send_invitation

    transaction.on_commit(lambda: send_invitation.enqueue(invitation_id))


def _digest(code: str) -> str:
    """Digest the letters alone: hyphens, spaces and capitals are how people copy from paper."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def _note(action: str, user: User, by: User | None, now: datetime, **data: str) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
        data=data,
    )
