"""What becomes of an object of a package: pure comparison with what is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from exporters.data import CHANGED, NEW, REFUSED, SAME, ObjectLine
from exporters.schema import ObjectFile
from learning_objects.data import KnownObject


@dataclass(frozen=True, slots=True)
class Candidate:
    """What counts of an object of a package: its versions as number → (digest, decision)."""

    uuid: UUID
    title: str
    origin: UUID
    versions: Mapping[int, tuple[str, UUID]]
    withdrawn: bool
    faults: tuple[str, ...] = ()


def candidate_of(facts: ObjectFile, faults: tuple[str, ...] = ()) -> Candidate:
    """Return the candidate of an object's file."""
    return Candidate(
        uuid=facts.uuid,
        title=facts.versions[-1].content.title,
        origin=facts.origin.uuid,
        versions={item.number: (item.digest, item.decision) for item in facts.versions},
        withdrawn=facts.withdrawn is not None,
        faults=faults,
    )


def judge(found: Candidate, known: KnownObject | None, *, taken: Mapping[UUID, UUID]) -> ObjectLine:
    """Say what becomes of an object; ``taken`` maps decisions to the objects here they are of.

    The same is what brings nothing: also an older package than the one that was taken in before.
    """
    reason = _refusal(found, known, taken)
    if reason:
        return _line(found, REFUSED, reason=reason)
    if known is None:
        return _line(found, NEW, numbers=tuple(found.versions))
    fresh = tuple(number for number in found.versions if number not in known.versions)
    if known.origin is None:
        return _line(found, SAME)
    newest = max(known.versions, default=0)
    withdraws = found.withdrawn and not known.withdrawn and max(found.versions) >= newest
    if fresh or withdraws:
        return _line(found, CHANGED, numbers=fresh)
    return _line(found, SAME)


def _line(
    found: Candidate, verdict: str, *, numbers: tuple[int, ...] = (), reason: str = ""
) -> ObjectLine:
    return ObjectLine(found.uuid, found.title, verdict, numbers, found.withdrawn, reason)


def _refusal(found: Candidate, known: KnownObject | None, taken: Mapping[UUID, UUID]) -> str:
    if found.faults:
        return _("It holds what the library does not accept: %(what)s") % {"what": found.faults[0]}
    for _digest, decision in found.versions.values():
        if taken.get(decision, found.uuid) != found.uuid:
            return _("Its decision belongs to another material here.")
    return "" if known is None else _conflict(found, known)


def _conflict(found: Candidate, known: KnownObject) -> str:
    if known.origin is not None and known.origin != found.origin:
        return _("A material of another library stands here under the same number.")
    for number, facts in found.versions.items():
        here = known.versions.get(number)
        if here is not None and here != facts:
            return _("Version %(number)d differs from the one that is here.") % {"number": number}
        if here is None and known.origin is None:
            return _("It was written here and is never overwritten.")
    return ""
