"""Reads for everyone: published versions only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.api import merged_uuids
from learning_objects.data import (
    COVERS,
    AuthorView,
    BasedOn,
    OriginFacts,
    Standing,
    TopicRef,
    VersionCard,
    VersionLine,
    VersionView,
    Withdrawal,
)
from learning_objects.models import (
    Authorship,
    LearningObject,
    LearningObjectVersion,
    LibraryMark,
    Origin,
    Signature,
    VersionAsset,
    VersionTopic,
)
from learning_objects.publisher_queries import publisher_facts
from learning_objects.realignment.placement import placed_topics

CARD_FIELDS = (
    "learning_object__uuid",
    "number",
    "kind",
    "title",
    "summary",
    "language",
    "licence",
    "length_minutes",
    "content__topics",
    "authors",
    "published_at",
    "learning_object__placed",
)


def view_of(version: LearningObjectVersion) -> VersionView:
    """Return the typed view of a version row whose object was fetched with it.

    The topics are those of the frozen content, so that a page does not ask for the rows too, or
    those that a newer edition of the framework put in their place.
    """
    learning_object = version.learning_object
    return VersionView(
        object_uuid=learning_object.uuid,
        number=version.number,
        kind=version.kind,
        title=version.title,
        summary=version.summary,
        language=version.language,
        licence=version.licence,
        length_minutes=version.length_minutes,
        topics=tuple(
            TopicRef(UUID(topic["node_uuid"]), topic["relation"])
            for topic in placed_topics(
                version.content["topics"], version.number, learning_object.placed
            )
        ),
        tags=tuple(version.tags),
        authors=_authors(version.authors),
        content=version.content,
        text=version.text,
        digest=version.digest,
        institute_title=version.institute_title,
        published_at=version.published_at,
        first_published_at=learning_object.first_published_at or version.published_at,
        withdrawn=learning_object.withdrawn_at is not None,
        origin=origin_facts(learning_object.origin),
        based_on=based_on_facts(version.content.get("based_on")),
        publisher=publisher_facts(version.content.get("publisher")),
        institute_uuid=version.institute_uuid,
    )


def origin_facts(origin: Origin | None) -> OriginFacts | None:
    """Return a row of ``Origin`` as a value."""
    return OriginFacts(origin.uuid, origin.address, origin.title) if origin else None


def based_on_facts(stored: dict[str, Any] | None) -> BasedOn | None:
    """Return what content says of the object it was made from."""
    if not stored:
        return None
    return BasedOn(**{**stored, "uuid": UUID(stored["uuid"]), "authors": tuple(stored["authors"])})


def _authors(stored: list[dict[str, str]]) -> tuple[AuthorView, ...]:
    return tuple(
        AuthorView(UUID(author["uuid"]), author["name"], author["role"]) for author in stored
    )


def _versions() -> QuerySet[LearningObjectVersion]:
    # Of the object only the facts: its columns hold a whole draft.
    facts = ("uuid", "first_published_at", "withdrawn_at", "placed")
    own = [field.attname for field in LearningObjectVersion._meta.concrete_fields]
    origin = ("origin__uuid", "origin__address", "origin__title")
    return LearningObjectVersion.objects.select_related("learning_object__origin").only(
        *own, *(f"learning_object__{name}" for name in (*facts, *origin))
    )


def _public() -> QuerySet[LearningObjectVersion]:
    """Return the current versions of all public objects.

    By ``EXISTS`` and not by a join: SQLite would begin with the objects, which has no order worth
    having, and sort a hundred thousand rows for the newest six.
    """
    current = LearningObject.objects.filter(
        current_version_id=OuterRef("id"), withdrawn_at__isnull=True
    )
    return LearningObjectVersion.objects.filter(Exists(current))


def get_version(*, uuid: UUID, number: int | None = None) -> VersionView | None:
    """Return a published version, the current one without ``number``; ``None`` when there is none.

    A withdrawn object still answers, with ``withdrawn`` set.
    """
    found = _versions().filter(learning_object__uuid=uuid)
    if number is not None:
        version = found.filter(number=number).first()
    else:
        version = found.order_by("-number").first()
    return view_of(version) if version else None


def get_versions(uuids: Iterable[UUID]) -> dict[UUID, VersionView]:
    """Return the current public versions of ``uuids``; drafts and withdrawn ones are left out."""
    public = LearningObject.objects.filter(
        uuid__in=list(uuids), current_version__isnull=False, withdrawn_at__isnull=True
    )
    found = _versions().filter(id__in=public.values("current_version_id"))
    return {version.learning_object.uuid: view_of(version) for version in found}


def withdrawn_numbers(uuids: Iterable[UUID]) -> dict[UUID, int]:
    """Return the numbers of the last versions of those of ``uuids`` that are withdrawn."""
    gone = LearningObject.objects.filter(uuid__in=list(uuids), withdrawn_at__isnull=False)
    rows = gone.filter(current_version__isnull=False).values_list("uuid", "current_version__number")
    return dict(rows)


def public_uuids() -> Iterator[UUID]:
    """Yield the uuids of all public objects in order of their id."""
    yield from (
        LearningObject.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
        .order_by("id")
        .values_list("uuid", flat=True)
        .iterator(chunk_size=2000)
    )


def shown_assets() -> Iterator[tuple[UUID, str, int]]:
    """Yield (object, ``"image"`` or ``"document"``, id): all that current public versions show."""
    rows = VersionAsset.objects.filter(version__in=_public().order_by().values("id"))
    fields = ("version__learning_object__uuid", "code", "asset_id")
    yield from rows.order_by("id").values_list(*fields).iterator(chunk_size=2000)


def versions_of(uuid: UUID) -> tuple[VersionLine, ...]:
    """Return the versions of an object, the newest first, without their content."""
    rows = LearningObjectVersion.objects.filter(learning_object__uuid=uuid).order_by("-number")
    fields = ("number", "title", "published_at", "institute_title", "digest")
    return tuple(VersionLine(*row) for row in rows.values_list(*fields))


def withdrawal_of(uuid: UUID) -> Withdrawal | None:
    """Return why a published object is no longer offered; ``None`` when it is, or never was."""
    found = (
        LearningObject.objects.filter(
            uuid=uuid, withdrawn_at__isnull=False, current_version__isnull=False
        )
        .values_list(
            "current_version__title",
            "withdrawn_at",
            "withdrawn_reason",
            "current_version__content__topics",
            "current_version__number",
            "placed",
        )
        .first()
    )
    if found is None:
        return None
    title, moment, reason, topics, number, placed = found
    return Withdrawal(title, moment, reason, _covered(placed_topics(topics, number, placed)))


def latest_versions(limit: int = 6) -> tuple[VersionCard, ...]:
    """Return the public versions published last, the newest first."""
    return cards(_public().order_by("-published_at", "-id")[:limit])


def versions_on_nodes(
    nodes: Iterable[UUID], relation: str = COVERS
) -> QuerySet[LearningObjectVersion]:
    """Return the public versions that cover one of ``nodes``, newest first, each once.

    Another ``relation`` asks for those that need one of them before, or lead to one. A lazy list
    for a paginator; :func:`cards` makes a page of it.
    """
    links = VersionTopic.objects.filter(node_uuid__in=list(nodes), relation=relation)
    return _public().filter(id__in=links.values("version_id")).order_by("-published_at", "-id")


def standing_of(uuids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Return where published objects stand now, withdrawn ones too; one query.

    What this instance does not have, or never published, is left out.
    """
    found = LearningObject.objects.filter(uuid__in=list(uuids), current_version__isnull=False)
    rows = found.values_list(
        "uuid",
        "current_version__number",
        "current_version__published_at",
        "withdrawn_at",
        "withdrawn_reason",
        "withdrawn_how",
    )
    return {
        uuid: Standing(number, published_at, withdrawn_at is not None, reason, how)
        for uuid, number, published_at, withdrawn_at, reason, how in rows
    }


def versions_by_author(user_uuid: UUID) -> QuerySet[LearningObjectVersion]:
    """Return the public versions that name this person as an author, newest first.

    A co-author who was added after publication is not yet named by the version. A version may name
    an account that has been merged into this person's since. What was received from another library
    is found by its signatures: its authors have no account here.
    """
    written = Authorship.objects.filter(user__uuid=user_uuid).order_by()
    received = Signature.objects.filter(person_uuid=user_uuid).order_by()
    names = Q(named__contains=str(user_uuid))
    for merged in merged_uuids(uuid=user_uuid):
        names |= Q(named__contains=str(merged))
    return (
        _public()
        .filter(
            Q(learning_object_id__in=written.values("learning_object_id"))
            | Q(learning_object_id__in=received.values("learning_object_id"))
        )
        .annotate(named=Cast("authors", TextField()))
        .filter(names)
        .order_by("-published_at", "-id")
    )


def versions_by_institute(uuid: UUID) -> QuerySet[LearningObjectVersion]:
    """Return the public versions that an institute has approved, newest first."""
    return _public().filter(institute_uuid=uuid).order_by("-published_at", "-id")


def institute_title(uuid: UUID) -> str:
    """Return the title under which an institute published last, or ""."""
    found = versions_by_institute(uuid).values_list("institute_title", flat=True)
    return found.first() or ""


def published_name(user_uuid: UUID) -> str:
    """Return the name under which this person was published last, or ""."""
    version = versions_by_author(user_uuid).first()
    named = [
        author["name"]
        for author in (version.authors if version else [])
        if author["uuid"] == str(user_uuid)
    ]
    return named[0] if named else ""


def related_to(version: VersionView, limit: int = 6) -> tuple[VersionCard, ...]:
    """Return other public objects that cover a topic of ``version``, the newest first."""
    topics = [topic.node_uuid for topic in version.topics if topic.relation == COVERS]
    if not topics:
        return ()
    others = versions_on_nodes(topics).exclude(learning_object__uuid=version.object_uuid)
    return cards(others[:limit])


def derivatives_of(uuid: UUID, limit: int = 20) -> tuple[VersionCard, ...]:
    """Return the public objects that were made from the object ``uuid``, the newest first."""
    made = LearningObject.objects.filter(
        based_on_uuid=uuid, withdrawn_at__isnull=True, current_version__isnull=False
    )
    found = LearningObjectVersion.objects.filter(pk__in=made.values("current_version"))
    return cards(found.order_by("-published_at", "-pk")[:limit])


def cards_of(references: Iterable[tuple[UUID, int | None]]) -> dict[UUID, VersionCard]:
    """Return the current versions of the objects named by (uuid, version), by uuid."""
    found = public_cards({uuid for uuid, _number in references})
    return {card.object_uuid: card for card in found}


def public_cards(uuids: Iterable[UUID]) -> tuple[VersionCard, ...]:
    """Return the current versions of those of ``uuids`` that are public; one query, any order."""
    wanted = list(uuids)
    return cards(_public().filter(learning_object__uuid__in=wanted)) if wanted else ()


def cards(versions: QuerySet[LearningObjectVersion]) -> tuple[VersionCard, ...]:
    """Return ``versions`` (a slice of a lazy list) as cards; one query."""
    return tuple(_card(row) for row in versions.values_list(*CARD_FIELDS))


def _card(row: tuple[Any, ...]) -> VersionCard:
    values, placed = list(row[:-1]), row[-1]
    values[8] = _covered(placed_topics(values[8], values[1], placed))
    values[9] = _authors(values[9])
    return VersionCard(*values)


def _covered(topics: list[dict[str, str]]) -> tuple[UUID, ...]:
    return tuple(UUID(topic["node_uuid"]) for topic in topics if topic["relation"] == COVERS)


def library_stamp() -> str:
    """Return a text that changes with every publication and every withdrawal.

    One row by its key, whatever the size of the library: pages keep what they rendered under it.
    """
    stamp = LibraryMark.objects.filter(id=LibraryMark.ONLY).values_list("stamp", flat=True).first()
    return str(stamp or "")


def signed_name(person_uuid: UUID) -> str:
    """Return the name under which a person without an account here signed something, or ""."""
    found = Signature.objects.filter(person_uuid=person_uuid).order_by("-id")
    return found.values_list("name", flat=True).first() or ""


def sitemap_rows(part: int, size: int) -> list[tuple[UUID, datetime]]:
    """Return (uuid, moment of publication) of the public objects in one part of the table.

    A part is a range of ``size`` ids and so holds at most ``size`` objects; parts start at 0.
    """
    return list(
        LearningObject.objects.filter(
            id__gte=part * size,
            id__lt=(part + 1) * size,
            current_version__isnull=False,
            withdrawn_at__isnull=True,
        )
        .order_by("id")
        .values_list("uuid", "current_version__published_at")
    )


def sitemap_parts(size: int) -> int:
    """Return how many parts of ``size`` ids the table has."""
    newest: int = LearningObject.objects.aggregate(newest=Max("id"))["newest"] or 0
    return newest // size + 1


def versions_after(after: int, limit: int, *, kind: str = "") -> list[tuple[int, VersionCard]]:
    """Return (id, card) of public versions from the newest id down, below ``after`` (0: all).

    The id is a place to go on from: the ten-thousandth page costs what the first does.
    """
    found = _public().order_by("-id")
    if after:
        found = found.filter(id__lt=after)
    if kind:
        found = found.filter(kind=kind)
    return [(row[0], _card(row[1:])) for row in found.values_list("id", *CARD_FIELDS)[:limit]]
