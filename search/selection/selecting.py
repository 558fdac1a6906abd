"""Choosing material for a lesson of a plan.

From the tables of versions and not from the index: what the institute publishes is offered in the
same moment, a lesson needs no index at all, and relations that no index holds (what must be known
before, what leads here) are rows beside the others. No more than a window of each set of nodes is
read (``learning_objects.lesson_candidates``; ``bench.selection`` measures it). Two rounds: all
candidates by what their short rows and numbers say, then the best by their whole content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from learning_objects.api import (
    candidates_on_nodes,
    get_versions,
    needed_before,
    public_cards,
    quality_of,
)
from learning_objects.data import COVERS, NEXT, Candidate, ObjectQuality, VersionCard, VersionView
from search.ranking import quality
from search.selection.nodes import NEARNESS, Near, Surroundings, look_around
from search.selection.purposes import expected_fit, fit_of, purposes_named
from search.selection.ranking import Facts, Valued, best_of_kinds, value_of, vary
from search.selection.values import (
    FITS_PURPOSE,
    LEADS_HERE,
    LONGER,
    MATCHES,
    NEIGHBOUR,
    PREREQUISITE_TOPIC,
    TAKEN,
    TAKEN_IN_SCHOOL,
    USED_HERE,
    WELL_RATED,
    LessonProfile,
    LessonReason,
    Selected,
    Selection,
)

# Candidates of the topics themselves (newest, and most used), and of each place around them.
NEWEST, MOST_USED, AROUND = 200, 100, 60
# What is read in full: the best of all, and of every kind.
FINALISTS, OF_A_KIND = 24, 6
MOST_HAD = 8
MOST_OFFERED = 50
SERVES = 0.6
GOOD_STARS = 4.0


def suggest(
    nodes: Iterable[UUID],
    grade: int | None = None,
    purpose: str = "",
    profile: LessonProfile | None = None,
    *,
    now: datetime,
    limit: int = 12,
) -> Selection:
    """Return material for a lesson on ``nodes``, the best first, each with its reasons.

    ``purpose`` is one of ``LESSON_PURPOSES``; without it all are mixed. What the class had comes
    apart. Ten database queries whatever the size of the library, none without nodes; the order is
    the formula of ``search.selection.ranking``. Unknown nodes find what was put on them once.
    """
    given = profile or LessonProfile()
    around = look_around(nodes, grade, given.variant)
    if not around.own:
        return Selection()
    pool = _gather(around, given)
    choosing = _Choosing.read(pool, purpose, given, now)
    rough = [choosing.rough(one) for one in pool.values()]
    fresh = [one for one in rough if one.uuid not in given.had]
    had = sorted((one for one in rough if one.uuid in given.had), key=lambda one: -one.value)
    finalists = [*best_of_kinds(fresh, FINALISTS + limit, OF_A_KIND), *had[:MOST_HAD]]
    versions = get_versions([one.uuid for one in finalists])
    chosen = [choosing.select(version, pool[uuid]) for uuid, version in versions.items()]
    return Selection(
        _varied([one for one in chosen if one.card.object_uuid not in given.had], limit),
        _varied([one for one in chosen if one.card.object_uuid in given.had], MOST_HAD),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate with the best of its places."""

    uuid: UUID
    near: Near
    kind: str
    title: str
    minutes: int


def _gather(around: Surroundings, profile: LessonProfile) -> dict[UUID, _Found]:
    """Return the candidates by uuid; six or seven queries."""
    pool: dict[UUID, _Found] = {}

    def look(
        nodes: Collection[UUID], code: str, relation: str = COVERS, limit: int = AROUND
    ) -> None:
        near = Near(code, NEARNESS[code])
        found = _ask(nodes, profile, relation, limit)
        _keep(pool, ((one, near) for one in found), profile)

    topics = list(around.covering)
    for most_used, limit in ((False, NEWEST), (True, MOST_USED)):
        found = _ask(topics, profile, COVERS, limit, most_used=most_used)
        _keep(pool, ((one, around.covering[one.node]) for one in found), profile)
    _keep_used_here(pool, profile)
    look(needed_before(around.own) - set(topics), PREREQUISITE_TOPIC)
    look(around.own, LEADS_HERE, NEXT)
    look(around.beside, NEIGHBOUR)
    return pool


def _ask(
    nodes: Collection[UUID],
    profile: LessonProfile,
    relation: str,
    limit: int,
    *,
    most_used: bool = False,
) -> list[Candidate]:
    return candidates_on_nodes(
        nodes,
        relation=relation,
        limit=limit,
        most_used=most_used,
        licences=profile.licences,
        languages=profile.languages,
    )


def _keep(
    pool: dict[UUID, _Found], found: Iterable[tuple[Candidate, Near]], profile: LessonProfile
) -> None:
    for one, near in found:
        former = pool.get(one.object_uuid)
        if one.object_uuid in profile.taken or (former and former.near.nearness >= near.nearness):
            continue
        pool[one.object_uuid] = _Found(
            one.object_uuid, near, one.kind, one.title, one.length_minutes
        )


def _keep_used_here(pool: dict[UUID, _Found], profile: LessonProfile) -> None:
    """Add what teachers of the school took for the topics, wherever the authors put it."""
    often = sorted(profile.used_for_topic, key=lambda uuid: -profile.used_here.get(uuid, 0))
    near = Near(USED_HERE, NEARNESS[USED_HERE])
    cards = public_cards(often[:AROUND]) if often else ()
    allowed = (card for card in cards if _is_allowed(card, profile))
    _keep(pool, ((_candidate(card), near) for card in allowed), profile)


def _is_allowed(card: VersionCard, profile: LessonProfile) -> bool:
    return (not profile.licences or card.licence in profile.licences) and (
        not profile.languages or card.language in profile.languages
    )


def _candidate(card: VersionCard) -> Candidate:
    return Candidate(card.object_uuid, card.object_uuid, card.kind, card.title, card.length_minutes)


@dataclass(frozen=True, slots=True)
class _Choosing:
    """What one question is answered by: its purpose and profile, and what readers and places say
    of the candidates.
    """

    purpose: str
    profile: LessonProfile
    now: datetime
    known: Mapping[str, ObjectQuality]

    @classmethod
    def read(
        cls, pool: Mapping[UUID, _Found], purpose: str, profile: LessonProfile, now: datetime
    ) -> _Choosing:
        """Ask for the numbers of all candidates at once; one query."""
        return cls(purpose, profile, now, quality_of([str(uuid) for uuid in pool]))

    def rough(self, one: _Found) -> Valued:
        """Return the value by what is known without the content; all are taken for new."""
        named = purposes_named([one.title]) if self.purpose else frozenset[str]()
        fit = expected_fit(one.kind, named, self.purpose)
        return Valued(one.uuid, one.kind, self._value(self._facts(one, fit, self.now)))

    def select(self, version: VersionView, one: _Found) -> Selected:
        """Return a finalist with its value by the whole content, and its reasons."""
        facts = self._facts(one, fit_of(version, self.purpose), version.published_at)
        return Selected(
            card=_card(version),
            why=tuple(self._why(one, facts)),
            match=facts.match,
            fit=facts.fit,
            value=self._value(facts),
        )

    def _facts(self, one: _Found, fit: float, published_at: datetime) -> Facts:
        return Facts(
            uuid=one.uuid,
            kind=one.kind,
            match=one.near.nearness,
            fit=fit,
            quality=quality(self.known.get(str(one.uuid)), published_at, self.now),
            lessons_here=self.profile.used_here.get(one.uuid, 0),
            minutes=one.minutes,
        )

    def _value(self, facts: Facts) -> float:
        profile = self.profile
        return value_of(facts, minutes=profile.minutes, purpose=self.purpose, kinds=profile.kinds)

    def _why(self, one: _Found, facts: Facts) -> Iterable[LessonReason]:
        """Yield how the material meets the topics, then what speaks for it or is to be known."""
        yield LessonReason(one.near.code)
        if self.purpose and facts.fit >= SERVES:
            yield LessonReason(FITS_PURPOSE)
        if facts.lessons_here:
            yield LessonReason(TAKEN_IN_SCHOOL, facts.lessons_here)
        known = self.known.get(str(one.uuid)) or ObjectQuality()
        if known.uses > facts.lessons_here:
            yield LessonReason(TAKEN, known.uses)
        if known.mean and known.mean >= GOOD_STARS:
            yield LessonReason(WELL_RATED, known.mean)
        if one.minutes > self.profile.minutes:
            yield LessonReason(LONGER, one.minutes)


def _varied(chosen: list[Selected], limit: int) -> tuple[Selected, ...]:
    """Return the chosen in order, kinds taking turns; of equal ones the nearer, then the newer."""
    ordered = sorted(
        chosen,
        key=lambda one: (MATCHES.index(one.why[0].code), -one.card.published_at.timestamp()),
    )
    by_uuid = {one.card.object_uuid: one for one in ordered}
    valued = [Valued(uuid, one.card.kind, one.value) for uuid, one in by_uuid.items()]
    return tuple(by_uuid[one.uuid] for one in vary(valued, min(limit, MOST_OFFERED)))


def _card(version: VersionView) -> VersionCard:
    return VersionCard(
        object_uuid=version.object_uuid,
        number=version.number,
        kind=version.kind,
        title=version.title,
        summary=version.summary,
        language=version.language,
        licence=version.licence,
        length_minutes=version.length_minutes,
        topics=tuple(topic.node_uuid for topic in version.topics if topic.relation == COVERS),
        authors=version.authors,
        published_at=version.published_at,
    )
