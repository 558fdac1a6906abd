"""Two accounts of one person become one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.administrators import refuse_losing_the_last
from accounts.actions.sessions import forget_sessions
from accounts.lifecycle import merge_parts
from accounts.models import User
from accounts.relations import Clash, move_relation, relations_to_people
from accounts.rules import require_manager
from core.api import record

SAME = "same"
SHELL = "shell"
YOURSELF = "yourself"
CLASH = "clash"


class CannotMerge(Exception):
    """``code``: ``same`` (one account), ``shell`` (merged or erased already), ``yourself`` (the
    administrator's own account would close), ``clash`` (both have a row of ``relation``).
    """

    def __init__(self, code: str, relation: str = "") -> None:
        super().__init__(f"{code} {relation}".strip())
        self.code = code
        self.relation = relation


@transaction.atomic
def merge_people(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Give everything of ``gone`` to ``kept`` and close ``gone`` for good.

    Packages move what they registered (``accounts.api.register_merge``), every other row that
    points at ``gone`` then points at ``kept``. What is left of ``gone`` keeps its uuid and its
    name, because the audit and old decisions name it. All or nothing. Raises
    :class:`CannotMerge`, ``LastAdministrator``, ``NotAllowed``.
    """
    require_manager(by)
    kept, gone = _locked(kept, gone)
    _refuse(kept, gone, by)
    refuse_losing_the_last(gone, unless=kept)
    ended = forget_sessions(gone)
    handled: set[str] = set()
    for _code, part in merge_parts:
        part.apply(kept=kept, gone=gone, by=by, now=now)
        handled |= part.relations
    moved = _move_the_rest(kept, gone, handled)
    _close(kept, gone)
    record(
        action="accounts.merge",
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=kept.uuid,
        now=now,
        data={"gone": str(gone.uuid), "rows": moved, "sessions": ended},
    )
    record(
        action="accounts.merged_away",
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=gone.uuid,
        now=now,
        data={"kept": str(kept.uuid)},
    )


def check_merge(kept: User, gone: User, by: User | None) -> None:
    """Raise :class:`CannotMerge` or ``LastAdministrator`` for a merge that will not be done."""
    _refuse(kept, gone, by)
    refuse_losing_the_last(gone, unless=kept)


def _locked(kept: User, gone: User) -> tuple[User, User]:
    rows = User.objects.select_for_update().in_bulk(sorted({kept.pk, gone.pk}))
    return rows[kept.pk], rows[gone.pk]


def _refuse(kept: User, gone: User, by: User | None) -> None:
    if kept.pk == gone.pk:
        raise CannotMerge(SAME)
    if kept.is_shell or gone.is_shell:
        raise CannotMerge(SHELL)
    if by is not None and by.pk == gone.pk:
        raise CannotMerge(YOURSELF)


def _move_the_rest(kept: User, gone: User, handled: set[str]) -> int:
    moved = 0
    for name, field in relations_to_people():
        if name in handled:
            continue
        try:
            moved += move_relation(name, field, kept=kept, gone=gone)
        except Clash as error:
            raise CannotMerge(CLASH, error.relation) from error
    return moved


def _close(kept: User, gone: User) -> None:
    email, confirmed, number = gone.email, gone.email_confirmed, gone.external_id
    gone.username = f"merged-{gone.uuid.hex[:12]}"
    gone.email, gone.external_id, gone.email_confirmed = "", "", False
    gone.is_active, gone.merged_into = False, kept
    gone.must_change_password, gone.password_expires_at = False, None
    gone.set_unusable_password()
    gone.save()
    if email and not kept.email:
        kept.email, kept.email_confirmed = email, confirmed
    kept.external_id = kept.external_id or number
    kept.save()
