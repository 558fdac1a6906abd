"""New publications against saved searches: the few are asked about the many, never the other way.

A batch of publications becomes a small index of its own. The terms of the batch name the saved
searches that may match it (``anchors``); only those are asked, by the very query that the results
page would send. So a run costs what was published, not how many searches are saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from core.api import acknowledge, pending
from framework.api import forget_tree, get_tree
from learning_objects.api import get_versions
from learning_objects.data import PUBLISHED_TOPIC, VersionView
from search.actions.applying import read_documents
from search.asking import ask
from search.documents import uuid_of_key
from search.engine.port import EngineReader, IndexDocument
from search.engine.tantivy_reader import TantivyReader
from search.engine.tantivy_writer import TantivyWriter
from search.models import SavedMatch, SavedSearch, SavedTerm, Wish
from search.saved.anchors import anchors_of, current_stamp, request_of, terms_of

T = TypeVar("T")
CONSUMER = "search.saved"
# Publications of one run, terms of one query, saved searches that are read at once.
EVENTS = 200
TERMS = 500
SEARCHES = 500
FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class _New:
    """A published object as its readers' searches see it.

    ``is_published`` is false where only the words of its files became known.
    """

    version: VersionView
    document: IndexDocument
    is_published: bool


def find_matches(*, now: datetime) -> int:
    """Match what was published since the last run; returns how many events are done.

    Short transactions, so that nobody waits: a run that is broken off is simply repeated, for a
    match is written once. Several may run at once.
    """
    with transaction.atomic():
        items = pending(consumer=CONSUMER, limit=EVENTS)
    if not items:
        return 0
    if not SavedSearch.objects.filter(deleted_at=None, paused_at=None).exists():
        return acknowledge(ids=[item.pk for item in items])
    forget_tree()  # it may have been another process that changed it
    while renew_anchors():
        pass
    found = _read((item.key, item.topic) for item in items)
    if found:
        reader = _small_index([new.document for new in found])
        _match(found, reader, now)
    return acknowledge(ids=[item.pk for item in items])


def _read(events: Iterable[tuple[str, str]]) -> list[_New]:
    """Return what the events, as (key, topic), are about, as it stands now."""
    uuids: dict[UUID, bool] = {}
    for key, topic in events:
        if uuid := uuid_of_key(key):
            uuids[uuid] = uuids.get(uuid, False) or topic == PUBLISHED_TOPIC
    versions = get_versions(uuids)
    documents = read_documents(versions)
    return [_New(view, documents[uuid], uuids[uuid]) for uuid, view in versions.items()]


def renew_anchors() -> int:
    """Make the terms of some searches anew that stand for another framework or other synonyms."""
    stamp = current_stamp()
    rows = list(SavedSearch.objects.exclude(anchored=stamp).order_by("id")[:SEARCHES])
    if not rows:
        return 0
    with transaction.atomic():
        for row in rows:
            write_anchors(row)
    return len(rows)


def write_anchors(row: SavedSearch) -> bool:
    """Write the terms of a search; ``False`` when it has none and could never match."""
    tree = get_tree()
    terms = anchors_of(request_of(row.query), tree)
    row.terms.all().delete()
    SavedTerm.objects.bulk_create(SavedTerm(saved=row, term=term) for term in sorted(terms))
    SavedSearch.objects.filter(pk=row.pk).update(anchored=current_stamp())
    return bool(terms)


def _small_index(documents: Iterable[IndexDocument]) -> EngineReader:
    """Give an index of a few documents in memory.

    Not in a folder: tantivy's own watcher of one may still write its lock while it is removed.
    """
    writer = TantivyWriter()
    for document in documents:
        writer.add_new(document)
    writer.commit()
    writer.close()
    writer.index.reload()
    return TantivyReader(writer.index, "saved")


def _match(found: Sequence[_New], reader: EngineReader, now: datetime) -> None:
    by_uuid = {new.document.uuid: new for new in found}
    answers: dict[str, tuple[str, ...]] = {}
    for rows in _candidates(found):
        matches = []
        for row in rows:
            if row.query not in answers:
                answers[row.query] = _ask(row.query, reader, len(found))
            matches += [
                SavedMatch(saved=row, object_uuid=UUID(uuid), found_at=now)
                for uuid in answers[row.query]
                if _is_news(by_uuid[uuid], row)
            ]
        _write(matches, now)


def _ask(query: str, reader: EngineReader, most: int) -> tuple[str, ...]:
    asked = ask(request_of(query), get_tree())
    raw = reader.search(replace(asked.query, offset=0, limit=most, facets=()))
    return tuple(hit.uuid for hit in raw.hits)


def _is_news(new: _New, row: SavedSearch) -> bool:
    """Say whether the person learns something: it is new since they saved, and not their own."""
    version = new.version
    is_first = new.is_published and version.number == FIRST_VERSION
    is_new = is_first or version.first_published_at >= row.created_at
    return is_new and str(row.user.uuid) not in new.document.authors


def _candidates(found: Sequence[_New]) -> Iterator[list[SavedSearch]]:
    """Yield the live searches that hang on a term of the batch, some at a time."""
    terms = sorted(set().union(*(terms_of(new.document) for new in found)))
    wanted: set[int] = set()
    for some in _portions(terms, TERMS):
        wanted.update(
            SavedTerm.objects.filter(term__in=some).values_list("saved_id", flat=True).distinct()
        )
    live = SavedSearch.objects.filter(deleted_at=None, paused_at=None).select_related("user")
    for ids in _portions(sorted(wanted), SEARCHES):
        yield list(live.filter(pk__in=ids).order_by("id"))


def _portions(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (values[start : start + size] for start in range(0, len(values), size))


@transaction.atomic
def _write(matches: Iterable[SavedMatch], now: datetime) -> None:
    rows = list(matches)
    SavedMatch.objects.bulk_create(rows, ignore_conflicts=True, batch_size=SEARCHES)
    answered = {row.saved.wish_id for row in rows if row.saved.wish_id}
    Wish.objects.filter(pk__in=answered, answered_at=None).update(answered_at=now)
