"""What may be wrong with a bag: a code for programs, a place, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from core.api import printable

MOST_FINDINGS = 1_000

ERRORS = {
    "no-declaration": _("The file bagit.txt is missing: this is not a package."),
    "bad-declaration": _("The file bagit.txt must hold two lines: the version and the encoding."),
    "byte-order-mark": _("The file bagit.txt must not begin with a byte order mark."),
    "unknown-version": _("The version of the package format is not known."),
    "unknown-encoding": _("The character encoding of the package is not known."),
    "wrong-encoding": _("The file is not written in the encoding that the package names."),
    "file-too-large": _("The file is larger than it may be here."),
    "no-payload": _("The package has no folder for its content."),
    "no-manifest": _("The package has no list of its files with checksums that can be checked."),
    "bad-line": _("A line of this list cannot be read."),
    "unsafe-path": _("The path leads out of the package."),
    "outside-payload": _("The list of content names a file that is not content."),
    "conflicting-entries": _("The list gives the file two different checksums."),
    "missing-file": _("The file is listed, but is not in the package."),
    "not-fetched": _("The file would have to be fetched from the network, which is never done."),
    "unlisted-file": _("The file is in the package, but not in its list."),
    "altered-file": _("The file was altered: its checksum does not match."),
    "damaged-file": _("The file is damaged and cannot be read."),
    "wrong-amount": _("The amount of content is not the one that the package names."),
    "not-a-file": _("The package holds a link or a special file instead of a file."),
    "weak-checksums": _("The file is protected by no strong checksum."),
}
WARNINGS = {
    "relative-path": _("The path begins with a needless dot and slash."),
    "program-mark": _("The list was made with a checksum program and holds its asterisks."),
    "repeated-entry": _("The list names the file twice."),
    "ambiguous-names": _("The name differs from another only in case or in the form of letters."),
    "percent-sign": _("A percent sign in the path is not encoded as the format demands."),
    "awkward-name": _("The name makes trouble on other computers."),
    "system-file": _("The file was made by an operating system and is no content."),
    "unknown-checksum": _("The list uses checksums of an unknown kind and is not looked at."),
    "marked-tag-file": _("The file begins with a byte order mark."),
}


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


class Verdict(StrEnum):
    """What a bag is after all findings."""

    VALID = "valid"
    WARNING = "warning"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: ``code`` is a key of ``ERRORS`` or ``WARNINGS``."""

    code: str
    place: str

    @property
    def level(self) -> Level:
        """An error makes the bag invalid, a warning does not."""
        return Level.ERROR if self.code in ERRORS else Level.WARNING

    @property
    def reason(self) -> str:
        """The reason as a sentence for people, in the language of the moment."""
        return gettext({**ERRORS, **WARNINGS}[self.code])

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


class BagRefused(Exception):
    """A bag, or a file of it, that is not read any further."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code, place)
        self.finding = Finding(code, printable(place))
        self.code, self.place = code, self.finding.place

    @property
    def reason(self) -> str:
        """The reason as a sentence for people."""
        return self.finding.reason

    def __str__(self) -> str:
        return str(self.finding)


class Findings:
    """Findings as they come in: each once, and of each level no more than anybody reads."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}
        self._counts = {Level.ERROR: 0, Level.WARNING: 0}

    def add(self, code: str, place: str = "") -> None:
        """Take one more finding."""
        finding = Finding(code, printable(place))
        if finding in self._found:
            return
        self._counts[finding.level] += 1
        if self._counts[finding.level] <= MOST_FINDINGS:
            self._found[finding] = None

    def copy(self) -> Findings:
        """Return a collection that goes on from here on its own."""
        other = Findings()
        other._found.update(self._found)
        other._counts.update(self._counts)
        return other

    def report(self) -> BagReport:
        """Return what was found."""
        found = tuple(self._found)
        return BagReport(
            errors=tuple(item for item in found if item.level is Level.ERROR),
            warnings=tuple(item for item in found if item.level is Level.WARNING),
            error_count=self._counts[Level.ERROR],
            warning_count=self._counts[Level.WARNING],
        )


@dataclass(frozen=True, slots=True)
class BagReport:
    """The answer about a bag. The lists end after ``MOST_FINDINGS``, the counts do not."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    error_count: int
    warning_count: int

    @property
    def verdict(self) -> Verdict:
        """Invalid with any error, valid without any finding."""
        if self.error_count:
            return Verdict.INVALID
        return Verdict.WARNING if self.warning_count else Verdict.VALID

    @property
    def is_valid(self) -> bool:
        """Say whether the bag may be used; warnings do not forbid it."""
        return not self.error_count
