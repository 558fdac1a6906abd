"""Typed values of ``exporters``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EXPORT, IMPORT = "export", "import"
DIRECTIONS = (EXPORT, IMPORT)

WAITING = "waiting"
EXPORTING = "exporting"
READY = "ready"
CHECKING = "checking"
CHECKED = "checked"
CONFIRMED = "confirmed"
IMPORTING = "importing"
DONE = "done"
REFUSED = "refused"
FAILED = "failed"
REMOVED = "removed"
STATES = (
    WAITING, EXPORTING, READY, CHECKING, CHECKED, CONFIRMED, IMPORTING, DONE, REFUSED, FAILED,
    REMOVED,
)  # fmt: skip

NEW, CHANGED, SAME = "new", "changed", "same"
VERDICTS = (NEW, CHANGED, SAME, REFUSED)
# What becomes of materials, for the tabs of a preview.
VERDICT_TABS: dict[str, str | Promise] = {
    NEW: pgettext_lazy("materials of a package", "new"),
    CHANGED: pgettext_lazy("materials of a package", "changed"),
    SAME: pgettext_lazy("materials of a package", "the same"),
    REFUSED: pgettext_lazy("materials of a package", "refused"),
}

# Phases of a transfer, for those who watch it.
VERIFYING, JUDGING, STORING, WRITING, PACKING = "verify", "judge", "store", "write", "pack"
PHASE_LABELS: dict[str, str | Promise] = {
    PACKING: _("Packing materials"),
    VERIFYING: _("Comparing checksums"),
    JUDGING: _("Comparing with this library"),
    STORING: _("Checking pictures and documents"),
    WRITING: _("Taking materials in"),
}

# Gets (phase, done, all); ``all`` is 0 when it is not known.
Progress = Callable[[str, int, int], None]


def no_progress(_phase: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """What becomes of one object: a verdict, the numbers of versions that are new, and why not."""

    uuid: UUID
    title: str
    verdict: str
    numbers: tuple[int, ...] = ()
    withdrawn: bool = False
    reason: str = ""


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. ``nodes`` are framework nodes that were unknown here."""

    exporter_title: str
    exporter_address: str
    lines: list[ObjectLine] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Return how many objects got each verdict."""
        found = Counter(line.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def changes_something(self) -> bool:
        """Say whether there is anything to take in."""
        return any(line.verdict in (NEW, CHANGED) for line in self.lines)


@dataclass(slots=True)
class ExportReport:
    """What a package holds; ``left_out`` maps an object to the reason why it is not in it."""

    objects: int = 0
    versions: int = 0
    blobs: int = 0
    nodes: int = 0
    size: int = 0
    left_out: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far a transfer is: a phase in words, and numbers (``all`` 0 when unknown)."""

    label: str | Promise
    done: int
    all: int
