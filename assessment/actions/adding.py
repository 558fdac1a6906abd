"""Putting items into the bank: one, or all of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from assessment.actions.files import link_files
from assessment.actions.storing import (
    NoSuchTopic,
    Prepared,
    complete_facts,
    fill_columns,
    fill_facts,
    tag_rows,
    tell,
    topic_rows,
    version_row,
)
from assessment.content import Content, title_of
from assessment.data import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    AddedLine,
    AddReport,
    ItemFacts,
    NewItem,
)
from assessment.items.template import ItemTemplate, TemplateRefused
from assessment.models import BankItem, BankItemTag, BankItemTopic, BankItemVersion
from assessment.queries import changeable_by
from assessment.rules import ADD_ITEM
from core.api import new_uuid

MOST_AT_ONCE = 5_000
LONGEST_KEY = 120
_BATCH = 200
NO_FACTS = ItemFacts()


class ItemsRefused(ValueError):
    """None was written, because some cannot be; ``report`` says which and why."""

    def __init__(self, report: AddReport) -> None:
        super().__init__("items refused")
        self.report = report


class _Plan:
    """What is to be written, found before anything is."""

    def __init__(self, entries: Iterable[NewItem], owner: User) -> None:
        self.entries = list(entries)
        self.owner = owner
        keys = [entry.key for entry in self.entries if entry.key]
        known = BankItem.objects.filter(owner=owner, key__in=keys)
        self.known = {row.key: row for row in known}
        named = [entry.of for entry in self.entries if entry.of]
        theirs = changeable_by(owner).filter(uuid__in=named) if named else ()
        self.named = {row.uuid: row for row in theirs}
        self.lines: list[AddedLine] = []
        self.new: list[tuple[BankItem, Prepared, ItemFacts]] = []
        self.changed: list[tuple[BankItem, Prepared, ItemFacts]] = []
        seen: set[str] = set()
        for entry in self.entries:
            self.lines.append(self._take(entry, seen))

    def _take(self, entry: NewItem, seen: set[str]) -> AddedLine:
        line = AddedLine(REFUSED, _title_of(entry.item), entry.key, entry.place)
        if reason := self._fault_of(entry, seen):
            return replace(line, reason=reason)
        seen.add(entry.key)
        try:
            facts, prepared = complete_facts(entry.facts), Prepared.of(entry.item)
        except NoSuchTopic:
            return replace(line, reason="no_such_topic")
        except TemplateRefused:
            return replace(line, reason="template_refused")
        row = self.known.get(entry.key) if entry.key else None
        if entry.of:
            row = self.named.get(entry.of)
        if row is None:
            uuid = new_uuid()
            row = BankItem(uuid=uuid, key=entry.key or str(uuid), owner=self.owner)
            self.new.append((row, prepared, facts))
            return replace(line, outcome=NEW, key=row.key, uuid=uuid)
        if row.digest == prepared.digest:
            return replace(line, outcome=SAME, uuid=row.uuid)
        self.changed.append((row, prepared, facts))
        return replace(line, outcome=CHANGED, uuid=row.uuid)

    def _fault_of(self, entry: NewItem, seen: set[str]) -> str:
        if len(entry.key) > LONGEST_KEY:
            return "key_too_long"
        if entry.key and entry.key in seen:
            return "key_twice"
        if len(self.entries) > MOST_AT_ONCE:
            return "too_many"
        grade, difficulty = entry.facts.grade, entry.facts.difficulty
        if (grade is not None and not 1 <= grade <= 11) or (
            difficulty is not None and not 1 <= difficulty <= 5
        ):
            return "out_of_range"
        return ""


def _title_of(given: Content) -> str:
    if isinstance(given, ItemTemplate):
        return str(given.item.get("title", ""))
    return title_of(given)


@transaction.atomic
def add_item(
    *,
    item: Content,
    by: User,
    now: datetime,
    facts: ItemFacts = NO_FACTS,
    key: str = "",
    change: Callable[[BankItem], None] | None = None,
) -> BankItem:
    """Put one item into the bank of ``by`` as a draft.

    ``change`` may set columns of the new row before it is written. Raises ``NotAllowed``,
    :class:`ItemsRefused` (also for a key that ``by`` has given already).
    """
    require(by, ADD_ITEM)
    plan = _Plan([NewItem(item, facts, key)], by)
    report = AddReport(tuple(plan.lines))
    if plan.known:
        taken = replace(plan.lines[0], outcome=REFUSED, reason="key_taken")
        raise ItemsRefused(AddReport((taken,)))
    if not report.is_written:
        raise ItemsRefused(report)
    row = plan.new[0][0]
    if change is not None:
        change(row)
    _write_new(plan, by, now)
    return row


@transaction.atomic
def add_items(*, entries: Iterable[NewItem], by: User, now: datetime) -> AddReport:
    """Put all items into the bank of ``by``, or none, in a number of queries that does not grow.

    An item under a key that ``by`` has is revised when its content differs. Raises ``NotAllowed``,
    :class:`ItemsRefused`.
    """
    require(by, ADD_ITEM)
    plan = _Plan(entries, by)
    report = AddReport(tuple(plan.lines))
    if not report.is_written:
        raise ItemsRefused(report)
    _write_new(plan, by, now)
    _write_changed(plan, by, now)
    return report


def preview_items(*, entries: Iterable[NewItem], by: User) -> AddReport:
    """Return what :func:`add_items` would do; nothing is written. Raises ``NotAllowed``."""
    require(by, ADD_ITEM)
    return AddReport(tuple(_Plan(entries, by).lines))


def _write_new(plan: _Plan, by: User, now: datetime) -> None:
    for row, prepared, facts in plan.new:
        fill_columns(row, prepared)
        fill_facts(row, facts)
        row.created_at = row.changed_at = now
    BankItem.objects.bulk_create([row for row, *_ in plan.new], batch_size=_BATCH)
    _write_parts(plan.new, by, now)
    tell("item_added", [(row, {"key": row.key}) for row, *_ in plan.new], by, now)


def _write_changed(plan: _Plan, by: User, now: datetime) -> None:
    if not plan.changed:
        return
    rows = [row for row, *_ in plan.changed]
    # In one order, so that two imports at once wait for each other and never lock each other out.
    locked = BankItem.objects.select_for_update().filter(pk__in=[row.pk for row in rows])
    numbers = dict(locked.order_by("pk").values_list("pk", "number"))
    # Of whom nothing is said beside the content, topics and difficulty stay as they are.
    placed = [row for row, _prepared, facts in plan.changed if facts != NO_FACTS]
    for row, prepared, facts in plan.changed:
        row.number = numbers[row.pk] + 1
        row.changed_at = now
        fill_columns(row, prepared)
        if facts != NO_FACTS:
            fill_facts(row, facts)
    columns = ["number", "digest", "title", "language", "points", "interactions", "search_text"]
    facts_columns = ["subject_uuid", "grade", "difficulty", "changed_at"]
    BankItem.objects.bulk_update(rows, [*columns, *facts_columns], batch_size=_BATCH)
    BankItemTopic.objects.filter(bank_item__in=placed).delete()
    BankItemTag.objects.filter(bank_item__in=rows).delete()
    _write_parts(plan.changed, by, now)
    tell("item_revised", [(row, {"number": row.number}) for row in rows], by, now)


def _write_parts(
    written: list[tuple[BankItem, Prepared, ItemFacts]], by: User, now: datetime
) -> None:
    BankItemVersion.objects.bulk_create(
        [version_row(row, prepared, by=by, now=now) for row, prepared, _facts in written],
        batch_size=_BATCH,
    )
    BankItemTopic.objects.bulk_create(
        [topic for row, _prepared, facts in written for topic in topic_rows(row, facts.topics)],
        batch_size=_BATCH,
    )
    BankItemTag.objects.bulk_create(
        [tag for row, prepared, _facts in written for tag in tag_rows(row, prepared.item)],
        batch_size=_BATCH,
    )
    link_files([(row, prepared) for row, prepared, _facts in written])
