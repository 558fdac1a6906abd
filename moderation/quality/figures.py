"""Adding up the counted days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from moderation.data import APPROVE, KEEP, REJECT, RETURN
from moderation.quality.agreement import alpha
from moderation.quality.percentiles import percentile, share

HALF, MOST = 0.5, 0.9
COUNTERS = ("verdicts", "waits", "minutes", "reasons", "judged", "overturned")
NUMBERED = ("waits", "minutes")
Table = Counter[tuple[str, str]]


def _tables() -> defaultdict[str, Table]:
    return defaultdict(Counter)


@dataclass(slots=True)
class Figures:
    """The figures of some days and kinds; ``counting`` says what each name means."""

    inflow: int = 0
    new: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    waits: Counter[int] = field(default_factory=Counter)
    minutes: Counter[int] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    overturned: Counter[str] = field(default_factory=Counter)
    agree: Table = field(default_factory=Counter)
    criteria: defaultdict[str, Table] = field(default_factory=_tables)

    def add(self, facts: dict[str, Any]) -> None:
        """Add the facts of one kind on one day."""
        self.inflow += facts["inflow"]
        self.new += facts["new"]
        for name in COUNTERS:
            mine = getattr(self, name)
            for key, number in facts[name].items():
                mine[int(key) if name in NUMBERED else key] += number
        _add_table(self.agree, facts["agree"])
        for code, table in facts["criteria"].items():
            _add_table(self.criteria[code], table)

    @property
    def decided(self) -> int:
        """Return how many decisions there were."""
        return self.verdicts.total()

    @property
    def returned(self) -> int:
        """Return how many works were returned or rejected."""
        return self.verdicts[RETURN] + self.verdicts[REJECT]

    @property
    def returned_share(self) -> float | None:
        """Return the share of the returned and rejected among the reviewed drafts."""
        return share(self.returned, self.returned + self.verdicts[APPROVE])

    def days(self, part: float) -> float | None:
        """Return within how many calendar days ``part`` of the works were decided."""
        tenths = percentile(self.waits, part)
        return None if tenths is None else tenths / 10

    @property
    def usual_minutes(self) -> int | None:
        """Return the median of minutes from the claim to the verdict."""
        return percentile(self.minutes, HALF)

    @property
    def overturned_share(self) -> float | None:
        """Return the share that did not stand among the verdicts that others have looked at."""
        return share(self.overturned.total(), self.judged.total())

    @property
    def alpha(self) -> float | None:
        """Return Krippendorff's alpha of the verdicts."""
        return alpha(self.agree)

    @property
    def good(self) -> int:
        """Return how many verdicts let the object stay or come into the library."""
        return self.verdicts[APPROVE] + self.verdicts[KEEP]


def _add_table(mine: Table, given: dict[str, float]) -> None:
    for key, number in given.items():
        one, _bar, other = key.partition("|")
        mine[one, other] += number  # type: ignore[assignment]


def add_up(facts: Iterable[dict[str, dict[str, Any]]], kind: str = "") -> Figures:
    """Return the sum of days; with ``kind`` of that kind alone."""
    total = Figures()
    for day in facts:
        for code, found in day.items():
            if code == kind or not kind:
                total.add(found)
    return total
