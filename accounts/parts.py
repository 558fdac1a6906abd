"""The parts of ``accounts`` itself in merging and erasing."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.data import LifecyclePart
from accounts.models import Invitation, RoleAssignment, User

ROLES = frozenset({"accounts.RoleAssignment.user"})
SIGN_IN = frozenset(
    {
        "mfa.Authenticator.user",
        "account.EmailAddress.user",
        "accounts.Invitation.user",
        "usersessions.UserSession.user",
        "wagtailusers.UserProfile.user",
    }
)


def merge_part() -> LifecyclePart:
    """Return what a merge does with roles and ways of signing in."""
    return LifecyclePart(describe_merge, apply_merge, ROLES | SIGN_IN)


def erasure_part() -> LifecyclePart:
    """Return what an erasure does with roles and ways of signing in."""
    return LifecyclePart(describe_erasure, apply_erasure)


def describe_merge(gone: User) -> list[str]:
    """Say what happens to the roles and the sign-in of ``gone``."""
    count, lines = _count_roles(gone), []
    if count:
        roles = ngettext("%(number)d role moves over.", "%(number)d roles move over.", count)
        lines.append(roles % {"number": count})
    lines.append(
        _("The login “%(login)s” and its password stop working.") % {"login": gone.username}
    )
    if Authenticator.objects.filter(user=gone).exists():
        lines.append(_("Its second factors are removed; those of the other account stay."))
    if SocialAccount.objects.filter(user=gone).exists():
        lines.append(_("Its single sign-on then opens the other account."))
    return lines


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move the roles that ``kept`` lacks; take the old ways of signing in away."""
    held = {_scope(row) for row in RoleAssignment.objects.filter(user=kept)}
    for row in RoleAssignment.objects.filter(user=gone):
        if _scope(row) in held:
            row.delete()
        else:
            row.user = kept
            row.save(update_fields=["user"])
    _forget_ways_in(gone)


def describe_erasure(user: User) -> list[str]:
    """Say what happens to the particulars and the sign-in of ``user``."""
    count, roles = _count_roles(user), []
    if count:
        words = ngettext(
            "%(number)d role is taken away.", "%(number)d roles are taken away.", count
        )
        roles = [words % {"number": count}]
    return [
        _(
            "Name, login, e-mail, language, password, second factors, single sign-on and sessions "
            "are removed at once and cannot be brought back."
        ),
        *roles,
        _(
            "The audit keeps what was done under an anonymous number: who decided what must stay "
            "provable."
        ),
    ]


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Take roles and all ways of signing in away."""
    RoleAssignment.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    _forget_ways_in(user)


def _forget_ways_in(user: User) -> None:
    from wagtail.users.models import UserProfile

    for model in (Authenticator, EmailAddress, Invitation, UserProfile):
        model.objects.filter(user=user).delete()


def _count_roles(user: User) -> int:
    return RoleAssignment.objects.filter(user=user).count()


def _scope(row: RoleAssignment) -> tuple[str, str, object]:
    return row.role, row.scope_code, row.scope_uuid
