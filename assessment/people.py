"""What happens to items when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from assessment.actions.files import move_files
from assessment.models import BankItem, BankItemShare

RELATIONS = frozenset(
    {"assessment.BankItem.owner", "assessment.BankItemShare.user", "assessment.BankFile.owner"}
)


def register_people() -> None:
    """Register the parts of this module."""
    register_merge("assessment.bank", LifecyclePart(describe, apply_merge, RELATIONS))
    register_erasure("assessment.bank", LifecyclePart(describe_erasure, apply_erasure))


def describe(gone: User) -> list[str]:
    """Say how many items change hands."""
    words = ngettext(
        "%(number)d item of the bank gets the other account.",
        "%(number)d items of the bank get the other account.",
        count := BankItem.objects.filter(owner=gone).count(),
    )
    return [words % {"number": count}] if count else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move items, files and shares; a key that both have is told apart by the former account."""
    taken = set(BankItem.objects.filter(owner=kept).values_list("key", flat=True))
    for item in BankItem.objects.filter(owner=gone):
        if item.key in taken:
            item.key = f"{item.key[:83]}-{item.uuid}"
        item.owner = kept
        item.save(update_fields=["owner", "key"])
    move_files(kept=kept, gone=gone)
    for share in BankItemShare.objects.filter(user=gone):
        known = BankItemShare.objects.filter(bank_item_id=share.bank_item_id, user=kept).first()
        if known is None:
            BankItemShare.objects.filter(pk=share.pk).update(user=kept)
            continue
        if share.may_write and not known.may_write:
            BankItemShare.objects.filter(pk=known.pk).update(may_write=True)
        share.delete()
    # Nobody shares an item with themselves.
    BankItemShare.objects.filter(bank_item__owner=kept, user=kept).delete()


def describe_erasure(user: User) -> list[str]:
    """Say what stays."""
    words = ngettext(
        "%(number)d item of the bank stays, unsigned.",
        "%(number)d items of the bank stay, unsigned.",
        count := BankItem.objects.filter(owner=user).count(),
    )
    return [words % {"number": count}] if count else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Take the person out of the items that others share; tests may rest on the person's own."""
    BankItemShare.objects.filter(user=user).delete()
