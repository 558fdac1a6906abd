"""What every write of the bank shares: rows from contents, the lock, the audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from accounts.api import User
from assessment.content import (
    Content,
    clean_item,
    digest_of,
    interactions_column,
    item_of,
    kind_of,
    pack,
    title_of,
    words_column,
)
from assessment.data import AssessmentItem, ItemFacts
from assessment.items.template import ItemTemplate
from assessment.models import BankItem, BankItemTag, BankItemTopic, BankItemVersion
from core.api import emit_all, fold, record_all
from core.data import AuditLine
from framework.api import get_tree

ITEM = "assessment.item"
MOST_TOPICS = 50


class ItemChanged(Exception):
    """Somebody has saved another version since this one was shown."""


class NoSuchTopic(ValueError):
    """A topic is in no framework of this library."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item or a template ready to be written: cleaned, as JSON, with its digest.

    ``item`` is what lists show: of a template what it makes of the seed nought.
    """

    item: AssessmentItem
    kind: str
    content: dict[str, Any]
    digest: str

    @classmethod
    def of(cls, given: Content) -> Prepared:
        """Clean the texts and pack them. Raises ``TemplateRefused``."""
        # Texts of a template are cleaned when an item is made of it: expressions may have signs.
        item = clean_item(item_of(given))
        stored = pack(given if isinstance(given, ItemTemplate) else item)
        return cls(item, kind_of(given), stored, digest_of(stored))


def lock_item(bank_item: BankItem) -> BankItem:
    """Return the item as it is now, locked until the transaction ends."""
    return BankItem.objects.select_for_update().get(pk=bank_item.pk)


def complete_facts(facts: ItemFacts) -> ItemFacts:
    """Return the facts with subject and grade of the first topic where they are not said.

    Raises :class:`NoSuchTopic`.
    """
    tree = get_tree()
    topics = tuple(dict.fromkeys(facts.topics))[:MOST_TOPICS]
    if any(tree.get(uuid) is None for uuid in topics):
        raise NoSuchTopic
    if not topics:
        return facts
    path = tree.path(topics[0])
    grade = next((node.grade for node in reversed(path) if node.grade is not None), None)
    return ItemFacts(
        topics=topics,
        subject=facts.subject or path[0].uuid,
        grade=grade if facts.grade is None else facts.grade,
        difficulty=facts.difficulty,
    )


def fill_columns(bank_item: BankItem, prepared: Prepared) -> None:
    """Keep the columns that lists read true to the content."""
    item = prepared.item
    bank_item.digest = prepared.digest
    bank_item.title = title_of(item)
    bank_item.language = item.language[:35]
    bank_item.points = item.points
    bank_item.interactions = interactions_column(item)
    bank_item.search_text = words_column(item, bank_item.key)


def fill_facts(bank_item: BankItem, facts: ItemFacts) -> None:
    """Write subject, grade and difficulty; topics are rows of their own."""
    bank_item.subject_uuid = facts.subject
    bank_item.grade = facts.grade
    bank_item.difficulty = facts.difficulty


def version_row(
    bank_item: BankItem,
    prepared: Prepared,
    *,
    by: User | None,
    now: datetime,
    restored: int | None = None,
) -> BankItemVersion:
    """Return the row of the item's present ``number``, not yet written."""
    return BankItemVersion(
        bank_item=bank_item,
        number=bank_item.number,
        kind=prepared.kind,
        schema_number=prepared.item.schema_number,
        digest=prepared.digest,
        content=prepared.content,
        author_uuid=by.uuid if by else None,
        restored=restored,
        created_at=now,
    )


def topic_rows(bank_item: BankItem, topics: Iterable[UUID]) -> list[BankItemTopic]:
    """Return the rows of the topics, not yet written."""
    return [
        BankItemTopic(bank_item=bank_item, node_uuid=uuid, position=position)
        for position, uuid in enumerate(topics)
    ]


def tag_rows(bank_item: BankItem, item: AssessmentItem) -> list[BankItemTag]:
    """Return the rows of the tags, not yet written."""
    by_fold = {fold(text): text.strip() for text in item.tags if text.strip()}
    return [
        BankItemTag(bank_item=bank_item, folded=key, text=text) for key, text in by_fold.items()
    ]


def tell(
    verb: str, changed: list[tuple[BankItem, dict[str, Any]]], by: User | None, now: datetime
) -> None:
    """Write the audit and the outbox for what was done to items: ``assessment.<verb>``."""
    action = f"assessment.{verb}"
    record_all(
        lines=[AuditLine(action, ITEM, item.uuid, data) for item, data in changed],
        by=by.uuid if by else None,
        now=now,
    )
    events = [(str(item.uuid), {"number": item.number}) for item, _data in changed]
    emit_all(topic=action, events=events, now=now)


def copy_title(title: str) -> str:
    """Return what a copy is called."""
    return gettext("%(title)s (copy)") % {"title": title}
