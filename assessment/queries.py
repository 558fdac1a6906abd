"""Reads of the item bank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.api import get_users, is_administrator, may
from assessment.circles import circles_of
from assessment.content import Content, item_of, question_words, unpack
from assessment.data import (
    CIRCLE,
    EVERYBODY,
    READY,
    AssessmentItem,
    ItemFilter,
    UseLine,
)
from assessment.models import (
    BankFile,
    BankItem,
    BankItemFile,
    BankItemShare,
    BankItemTag,
    BankItemTopic,
    BankItemUse,
    BankItemVersion,
)
from assessment.rules import USE_BANK
from assessment.uses import uses
from core.api import fold
from framework.api import get_tree
from media_pipeline.api import MediaDocument, MediaImage, get_assets

MOST_NODES = 2_000
NO_FILTER = ItemFilter()


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list, with who wrote it."""

    number: int
    created_at: Any
    author: str
    restored: int | None


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A file of an item; ``is_asked`` where it stands in the question that learners see."""

    name: str
    title: str
    asset: MediaImage | MediaDocument
    is_asked: bool


def get_item(*, uuid: UUID) -> BankItem | None:
    """Return the item with its owner, or ``None``; the caller asks whether it may be seen."""
    return (
        BankItem.objects.select_related("owner", "derived_from__bank_item")
        .filter(uuid=uuid)
        .first()
    )


def get_stored(bank_item: BankItem, number: int | None = None) -> Content | None:
    """Return version ``number`` (the newest by default) as it was written, or ``None``."""
    wanted = number or bank_item.number
    version = BankItemVersion.objects.filter(bank_item=bank_item, number=wanted).first()
    return unpack(version.content, version.kind) if version else None


def get_content(
    bank_item: BankItem, number: int | None = None, seed: int = 0
) -> AssessmentItem | None:
    """Return what version ``number`` (the newest by default) asks, or ``None``.

    Of a template what it makes of the seed. Raises ``TemplateRefused`` for a seed of which no
    draw satisfies its constraints.
    """
    stored = get_stored(bank_item, number)
    return item_of(stored, seed) if stored is not None else None


def stored_of(rows: Iterable[BankItem]) -> dict[int, tuple[str, Content]]:
    """Return kind and content of the newest versions by the items' ``pk``, in one query."""
    newest = BankItemVersion.objects.filter(bank_item__in=list(rows), number=F("bank_item__number"))
    found = newest.values_list("bank_item_id", "kind", "content")
    return {row: (kind, unpack(content, kind)) for row, kind, content in found}


def contents_of(rows: list[BankItem]) -> list[AssessmentItem]:
    """Return what the newest versions ask, in the order of ``rows``, in one query."""
    newest = BankItemVersion.objects.filter(
        bank_item__in=rows, number=F("bank_item__number")
    ).values_list("bank_item_id", "content", "kind")
    contents = {row: item_of(unpack(content, kind)) for row, content, kind in newest}
    return [contents[row.pk] for row in rows]


def list_items(user: Any, wanted: ItemFilter = NO_FILTER) -> QuerySet[BankItem]:
    """Return the items that ``user`` may see with their keys, newest change first.

    Pages of it cost the same number of queries whatever the bank holds.
    """
    found = _visible_to(user).select_related("owner").defer("search_text")
    for needles in question_words(wanted.text):
        found = found.filter(_any_of(needles))
    plain = {
        "subject_uuid": wanted.subject,
        "grade": wanted.grade,
        "difficulty": wanted.difficulty,
        "status": wanted.status,
        "language": wanted.language,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if wanted.interaction:
        found = found.filter(interactions__contains=f" {wanted.interaction} ")
    if wanted.topic:
        nodes = _with_descendants(wanted.topic)
        topics = BankItemTopic.objects.filter(bank_item=OuterRef("pk"), node_uuid__in=nodes)
        found = found.filter(Exists(topics))
    if wanted.tag:
        tags = BankItemTag.objects.filter(bank_item=OuterRef("pk"), folded=fold(wanted.tag))
        found = found.filter(Exists(tags))
    if wanted.whose == "own":
        found = found.filter(owner_id=user.pk)
    elif wanted.whose == "shared":
        found = found.filter(_named(user))
    return found


def changeable_by(user: Any) -> QuerySet[BankItem]:
    """Return the items that ``user`` may revise: their own, and those lent to them to write."""
    lent = BankItemShare.objects.filter(bank_item=OuterRef("pk"), user_id=user.pk, may_write=True)
    return BankItem.objects.filter(Q(owner_id=user.pk) | Q(Exists(lent)))


def get_file(bank_item: BankItem, name: str) -> ItemFile | None:
    """Return a file that the item names, or ``None`` for one it does not name or that is lost."""
    tie = BankItemFile.objects.select_related("file").filter(bank_item=bank_item, file__name=name)
    found = tie.first()
    if found is None:
        return None
    assets = get_assets(code=found.file.code, ids=[found.file.asset_id])
    asset = assets.get(found.file.asset_id)
    return ItemFile(name, found.file.title, asset, found.is_asked) if asset else None


def files_of(bank_item: BankItem) -> list[BankFile]:
    """Return the files that versions of the item name, in one query."""
    return list(BankFile.objects.filter(uses__bank_item=bank_item))


def assets_of(rows: list[BankItem]) -> dict[str, Any]:
    """Return the assets of the files that items name, by the names of references.

    A number of queries that does not grow with the items; lost files are left out.
    """
    ties = BankItemFile.objects.filter(bank_item__in=rows)
    named = set(ties.values_list("file__name", "file__code", "file__asset_id"))
    assets = {
        code: get_assets(code=code, ids=[pk for _name, kind, pk in named if kind == code])
        for code in {code for _name, code, _pk in named}
    }
    return {name: assets[code][pk] for name, code, pk in named if pk in assets[code]}


def versions_of(bank_item: BankItem) -> QuerySet[BankItemVersion]:
    """Return the versions, newest first, without their contents."""
    return bank_item.versions.defer("content")


def version_lines(versions: list[BankItemVersion]) -> list[VersionLine]:
    """Return the versions with the names of those who wrote them, in one query."""
    people = get_users(uuids={row.author_uuid for row in versions if row.author_uuid})
    return [
        VersionLine(
            row.number,
            row.created_at,
            people[row.author_uuid].short_name if row.author_uuid in people else "",
            row.restored,
        )
        for row in versions
    ]


def uses_of(bank_item: BankItem, limit: int = 100) -> list[UseLine]:
    """Return where the item is used, newest first, told by the packages above."""
    rows = list(BankItemUse.objects.filter(bank_item=bank_item)[:limit])
    told: dict[tuple[str, UUID], tuple[str, str]] = {}
    for code in {row.code for row in rows}:
        words = uses.find(code)
        places = [row.place_uuid for row in rows if row.code == code]
        if words is not None:
            found = words.describe(places)
            told |= {(code, uuid): line for uuid, line in found.items()}
    lines = []
    for row in rows:
        words = uses.find(row.code)
        text, url = told.get((row.code, row.place_uuid), ("", ""))
        label = str(words.label) if words else row.code
        lines.append(
            UseLine(row.code, label, row.place_uuid, row.number, row.recorded_at, text, url)
        )
    return lines


def shares_of(bank_item: BankItem) -> QuerySet[BankItemShare]:
    """Return with whom the item is shared by name."""
    return bank_item.shares.select_related("user")


def _visible_to(user: Any) -> QuerySet[BankItem]:
    if not user.is_authenticated or not user.is_active:
        return BankItem.objects.none()
    if is_administrator(user):
        return BankItem.objects.all()
    mine = Q(owner_id=user.pk) | Q(_named(user))
    if not may(user, USE_BANK):
        return BankItem.objects.filter(mine)
    shared = Q(audience=EVERYBODY)
    for circle in circles_of(user):
        shared |= Q(audience=CIRCLE, circle_code=circle.code, circle_uuid=circle.uuid)
    return BankItem.objects.filter(mine | (Q(status=READY) & shared))


def _named(user: Any) -> Exists:
    return Exists(BankItemShare.objects.filter(bank_item=OuterRef("pk"), user_id=user.pk))


def _any_of(needles: tuple[str, ...]) -> Q:
    matches = Q()
    for needle in needles:
        matches |= Q(search_text__contains=needle)
    return matches


def _with_descendants(uuid: UUID) -> list[UUID]:
    tree = get_tree()
    if tree.get(uuid) is None:
        return [uuid]
    return [node.uuid for node in islice(tree.descend(uuid), MOST_NODES)]
