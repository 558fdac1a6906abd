"""What one edition says of the nodes of the edition before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import datetime
from decimal import Decimal
from difflib import SequenceMatcher
from uuid import UUID

from core.api import fold
from framework.changes import Change, NodeState, Succession, map_changes
from framework.models import FrameworkNode, FrameworkVersion, NodeChange, NodeSuccession

# Two titles at least this alike (0–1, difflib) in one grade of one programme are one topic that
# stands elsewhere now. Higher than among siblings (``planning.ALIKE``): the place speaks no more.
ALIKE_ELSEWHERE = 0.9
_BATCH = 500


def read_states(version: FrameworkVersion) -> dict[UUID, NodeState]:
    """Return the nodes of an edition in tree order, as the change map compares them."""
    states: dict[UUID, NodeState] = {}
    branch: list[NodeState] = []
    rows = FrameworkNode.objects.filter(version=version).order_by("path")
    for depth, uuid, title, title_en, code, *facts in rows.values_list(
        "depth", "uuid", "title", "title_en", "code", "kind", "grade", "hours", "content"
    ).iterator(chunk_size=2000):
        del branch[depth - 1 :]
        above = branch[-1] if branch else None
        state = NodeState(
            uuid=uuid,
            title=title,
            title_en=title_en,
            code=code,
            parent=above.uuid if above else None,
            path=(*above.path, above.title) if above else (),
            facts=tuple(facts),
        )
        branch.append(state)
        states[uuid] = state
    return states


def note_likeness(version: FrameworkVersion, *, now: datetime) -> int:
    """State which vanished nodes stand elsewhere in the same grade; return how many.

    What has been stated already stays as it is.
    """
    if version.follows_id is None:
        return 0
    former, present = _vanished_and_new(version)
    stated = set(version.successions.values_list("former", flat=True))
    pairs = [
        NodeSuccession(version=version, former=old, present=new, confidence=likeness, stated_at=now)
        for place, nodes in former.items()
        for old, new, likeness in _alike(
            {uuid: title for uuid, title in nodes.items() if uuid not in stated},
            present.get(place, {}),
        )
    ]
    NodeSuccession.objects.bulk_create(pairs, batch_size=_BATCH, ignore_conflicts=True)
    return len(pairs)


_Place = tuple[str, int | None, str, str, str]


def _vanished_and_new(
    version: FrameworkVersion,
) -> tuple[dict[_Place, dict[UUID, str]], dict[_Place, dict[UUID, str]]]:
    old = FrameworkNode.objects.filter(version_id=version.follows_id)
    new = FrameworkNode.objects.filter(version=version)
    vanished = old.exclude(uuid__in=new.values("uuid"))
    appeared = new.exclude(uuid__in=old.values("uuid"))
    return _by_place(vanished), _by_place(appeared)


def _by_place(rows: Iterable[FrameworkNode]) -> dict[_Place, dict[UUID, str]]:
    """Return uuid → folded title by kind, grade, level, variant and subject."""
    places: dict[_Place, dict[UUID, str]] = defaultdict(dict)
    for row in rows:
        if row.title:
            subject = "/".join(row.key.split("/")[:2])
            place = (row.kind, row.grade, row.education_level, row.variant, subject)
            places[place][row.uuid] = fold(row.title)
    return places


def _alike(old: dict[UUID, str], new: dict[UUID, str]) -> list[tuple[UUID, UUID, Decimal]]:
    pairs = sorted(
        (
            (-ratio, str(one), str(other))
            for one, title in old.items()
            for other, title_now in new.items()
            if (ratio := _ratio(title, title_now)) >= ALIKE_ELSEWHERE
        ),
    )
    used: set[str] = set()
    found: list[tuple[UUID, UUID, Decimal]] = []
    for negative, one, other in pairs:
        if one not in used and other not in used:
            used |= {one, other}
            found.append((UUID(one), UUID(other), Decimal(str(round(-negative, 2)))))
    return found


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE_ELSEWHERE or matcher.quick_ratio() < ALIKE_ELSEWHERE:
        return 0.0
    return matcher.ratio()


def preview_changes(version: FrameworkVersion) -> list[Change]:
    """Return the change map that publishing ``version`` now would write."""
    former = read_states(version.follows) if version.follows else {}
    return _map(version, former, read_states(version))


def write_changes(
    version: FrameworkVersion, former: dict[UUID, NodeState], *, corrected: bool = False
) -> int:
    """Append the change map from ``former`` to what ``version`` is now; return its length.

    A first edition has none: there every node would be new. ``corrected`` says that ``former`` is
    the edition itself before a correction: what was stated about nodes that it had is told already.
    """
    if not former:
        return 0
    present = read_states(version)
    fresh = {uuid: state for uuid, state in present.items() if uuid not in former}
    lines = _map(version, former, present, heirs=fresh if corrected else present)
    NodeChange.objects.bulk_create((_row(version, line) for line in lines), batch_size=_BATCH)
    return len(lines)


def _map(
    version: FrameworkVersion,
    former: dict[UUID, NodeState],
    present: dict[UUID, NodeState],
    heirs: Container[UUID] | None = None,
) -> list[Change]:
    rows = version.successions.order_by("id").values_list("former", "present", "confidence")
    stated = [Succession(*row) for row in rows if heirs is None or row[1] in heirs]
    return map_changes(former, present, stated) if former else []


def _row(version: FrameworkVersion, line: Change) -> NodeChange:
    was, now = line.former, line.present
    return NodeChange(
        version=version,
        kind=line.kind,
        former=was.uuid if was else None,
        present=now.uuid if now else None,
        title_before=was.title if was else "",
        title_after=now.title if now else "",
        path_before="\n".join(was.path) if was else "",
        path_after="\n".join(now.path) if now else "",
        confidence=line.confidence,
    )
