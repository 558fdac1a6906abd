"""Changing items: every save appends a version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from assessment.actions.adding import add_item
from assessment.actions.files import copy_files, link_files
from assessment.actions.storing import (
    ItemChanged,
    Prepared,
    complete_facts,
    copy_title,
    fill_columns,
    fill_facts,
    lock_item,
    tag_rows,
    tell,
    topic_rows,
    version_row,
)
from assessment.content import Content, unpack
from assessment.data import ItemFacts, ItemTemplate
from assessment.models import BankItem, BankItemTag, BankItemTopic, BankItemVersion
from assessment.rules import EDIT_ITEM, SEE_KEYS


@transaction.atomic
def revise_item(
    *,
    bank_item: BankItem,
    item: Content,
    by: User,
    now: datetime,
    seen: int | None = None,
    restored: int | None = None,
) -> BankItemVersion:
    """Save another content as the next version; the same content makes none.

    ``seen`` is the number the person had before their eyes. Raises ``NotAllowed``,
    :class:`ItemChanged`.
    """
    fresh = lock_item(bank_item)
    require(by, EDIT_ITEM, fresh)
    if seen is not None and seen != fresh.number:
        raise ItemChanged
    prepared = Prepared.of(item)
    if prepared.digest == fresh.digest:
        return fresh.versions.get(number=fresh.number)
    fresh.number += 1
    fresh.changed_at = now
    fill_columns(fresh, prepared)
    fresh.save()
    version = version_row(fresh, prepared, by=by, now=now, restored=restored)
    version.save(force_insert=True)
    BankItemTag.objects.filter(bank_item=fresh).delete()
    BankItemTag.objects.bulk_create(tag_rows(fresh, prepared.item))
    link_files([(fresh, prepared)])
    tell("item_revised", [(fresh, {"number": fresh.number})], by, now)
    bank_item.number = fresh.number
    return version


@transaction.atomic
def restore_version(
    *, bank_item: BankItem, number: int, by: User, now: datetime
) -> BankItemVersion:
    """Bring the content of an earlier version back as the next one.

    Raises ``NotAllowed``, ``BankItemVersion.DoesNotExist``.
    """
    require(by, EDIT_ITEM, bank_item)
    earlier = BankItemVersion.objects.get(bank_item=bank_item, number=number)
    return revise_item(
        bank_item=bank_item,
        item=unpack(earlier.content, earlier.kind),
        by=by,
        now=now,
        restored=number,
    )


@transaction.atomic
def change_facts(*, bank_item: BankItem, facts: ItemFacts, by: User, now: datetime) -> None:
    """Change topics, subject, grade and difficulty; the content stays.

    Raises ``NotAllowed``, ``NoSuchTopic``.
    """
    fresh = lock_item(bank_item)
    require(by, EDIT_ITEM, fresh)
    complete = complete_facts(facts)
    fill_facts(fresh, complete)
    fresh.changed_at = now
    fresh.save(update_fields=["subject_uuid", "grade", "difficulty", "changed_at"])
    BankItemTopic.objects.filter(bank_item=fresh).delete()
    BankItemTopic.objects.bulk_create(topic_rows(fresh, complete.topics))
    tell("item_placed", [(fresh, {"topics": [str(uuid) for uuid in complete.topics]})], by, now)


@transaction.atomic
def copy_item(
    *, bank_item: BankItem, by: User, now: datetime, number: int | None = None
) -> BankItem:
    """Copy a version into the bank of ``by`` as a draft that names where it came from.

    Raises ``NotAllowed``, ``BankItemVersion.DoesNotExist``.
    """
    require(by, SEE_KEYS, bank_item)
    wanted = number or bank_item.number
    source = BankItemVersion.objects.get(bank_item=bank_item, number=wanted)
    content = unpack(source.content, source.kind)
    facts = ItemFacts(
        topics=tuple(bank_item.topics.values_list("node_uuid", flat=True)),
        subject=bank_item.subject_uuid,
        grade=bank_item.grade,
        difficulty=bank_item.difficulty,
    )

    def name_source(row: BankItem) -> None:
        row.derived_from = source

    copy_files(stored=source.content, bank_item=bank_item, to=by, now=now)
    titled = _titled(content, copy_title(bank_item.title)[:2000])
    return add_item(item=titled, facts=facts, by=by, now=now, change=name_source)


def _titled(content: Content, title: str) -> Content:
    if isinstance(content, ItemTemplate):
        return content.model_copy(update={"item": {**content.item, "title": title}})
    return content.model_copy(update={"title": title})
