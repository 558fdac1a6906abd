"""Reads of the index: which public objects a draft resembles, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from learning_objects.api import author_uuids, get_object, get_versions
from moderation.checks import minhash, passages, pictures
from moderation.checks.passages import Passage
from moderation.checks.pieces import Studied, study_content
from moderation.models import PassagePrint, PicturePrint, PictureUse, TextBand, TextPrint

MOST_CANDIDATES = 20
MOST_SOURCES = 3
MOST_KEYS = 800
MOST_ROWS = 5_000
# A run of words in more objects than these belongs to nobody: a law, a rule, a standard.
COMMON = 12


@dataclass(frozen=True, slots=True)
class Twin:
    """A public object that is alike: ``share`` of the runs of words is equal, 0 to 1."""

    object_uuid: UUID
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that stands in a public object too."""

    object_uuid: UUID
    title: str
    passage: Passage


def twins_of(studied: Studied, *, least: float) -> list[Twin]:
    """Return the public objects outside the draft's family that are at least so alike."""
    items = minhash.shingles_of(studied.pieces)
    if len(items) < minhash.LEAST_SHINGLES:
        return []
    signature = minhash.sign(items)
    ranked = (
        TextBand.objects.filter(key__in=minhash.band_keys(signature))
        .values_list("text_print_id")
        .annotate(number=Count("id"))
        .order_by("-number")[:MOST_CANDIDATES]
    )
    prints = TextPrint.objects.filter(pk__in=[pk for pk, _number in ranked])
    twins = [
        Twin(
            item.object_uuid,
            item.title,
            minhash.likeness(signature, minhash.unpack(bytes(item.signature))),
        )
        for item in _outside_family(studied, list(prints))
    ]
    return sorted((twin for twin in twins if twin.share >= least), key=lambda twin: -twin.share)


def _outside_family(studied: Studied, prints: list[TextPrint]) -> list[TextPrint]:
    """Leave out the object itself, what it was made from, and what else was made from that."""
    family = family_of(studied)
    return [
        item for item in prints
        if not family & {str(item.object_uuid), *item.lineage}
    ]  # fmt: skip


def family_of(studied: Studied) -> set[str]:
    """Return the uuids of the object and of everything that it was made from; one query."""
    family = {str(studied.object_uuid)} if studied.object_uuid else set()
    if studied.lineage:
        parent = TextPrint.objects.filter(object_uuid=studied.lineage).first()
        family |= {studied.lineage, *(parent.lineage if parent else [])}
    return family


def passages_of(studied: Studied, *, least: int) -> list[SharedPassage]:
    """Return for each of the most likely sources the longest passage that it shares."""
    keys: set[int] = set()
    for piece in passages.passage_pieces(studied.pieces):
        keys |= set(passages.runs(passages.words_of(piece))[: MOST_KEYS * 10])
    counts = _sources(keys)
    if not counts:
        return []
    prints = _outside_family(studied, list(TextPrint.objects.filter(pk__in=counts)))
    own = _authors_of(studied)
    others = [item for item in prints if not own & set(item.authors)]
    others.sort(key=lambda item: -counts[item.pk])
    return _compare(studied, others[:MOST_SOURCES], least)


def _sources(keys: set[int]) -> Counter[int]:
    """Count the shared runs by print, those aside that many objects have; at most four queries."""
    wanted = sorted(keys)
    rows: list[tuple[int, int]] = []
    for start in range(0, min(len(wanted), 4 * MOST_KEYS * 5), MOST_KEYS * 5):
        found = PassagePrint.objects.filter(key__in=wanted[start : start + MOST_KEYS * 5])
        rows += found.values_list("key", "text_print_id")[:MOST_ROWS]
    spread = Counter(key for key, _pk in rows)
    return Counter(pk for key, pk in rows if spread[key] <= COMMON)


def _authors_of(studied: Studied) -> set[str]:
    found = get_object(uuid=studied.object_uuid) if studied.object_uuid else None
    return {str(uuid) for uuid in author_uuids(found)} if found else set()


def _compare(studied: Studied, sources: list[TextPrint], least: int) -> list[SharedPassage]:
    versions = get_versions([item.object_uuid for item in sources])
    found = []
    for item in sources:
        version = versions.get(item.object_uuid)
        if version is None:
            continue
        source = study_content(version.kind, version.content).pieces
        shared = passages.shared_passages(studied.pieces, source, least)
        found += [SharedPassage(item.object_uuid, item.title, shared[0])] if shared else []
    return sorted(found, key=lambda item: -item.passage.words)


def same_pictures(images: set[int], *, most: int, family: set[str]) -> dict[int, tuple[UUID, str]]:
    """Return for own pictures the public object that shows the same one; three queries."""
    own = {
        item.image_id: int(item.bits, 16)
        for item in PicturePrint.objects.filter(image_id__in=images)
    }
    own = {image: bits for image, bits in own.items() if pictures.says_something(bits)}
    if not own:
        return {}
    near = reduce(
        or_,
        (
            Q(**{name: value})
            for bits in own.values()
            for name, value in pictures.quarters_of(bits).items()
        ),
    )
    rows = PicturePrint.objects.filter(near).values_list("image_id", "bits")[:MOST_ROWS]
    others = {image: int(bits, 16) for image, bits in rows}
    uses = PictureUse.objects.filter(image_id__in=others).exclude(object_uuid__in=family or [])
    shown = {use.image_id: (use.object_uuid, use.title) for use in uses[:MOST_ROWS]}
    return {
        image: shown[other]
        for image, bits in own.items()
        for other, twin in others.items()
        if other in shown and pictures.distance(bits, twin) <= most
    }
