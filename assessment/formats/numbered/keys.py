"""Tables of answers that stand behind the questions: «Ответы: 1-б, 2-в», or row by row."""

from __future__ import annotations

import re
from collections.abc import Container

_HEADING = re.compile(
    r"[\s#*]*(?:(?:правильные\s+|верные\s+)?ответы|ключи?|answers|(?:answer\s+)?key)"
    r"(?:\s+(?:к|на|to)\s[^:.\d]{1,60})?\s*[:.]?[\s*]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_PAIR = re.compile(r"(?<![\w.,])№?\s{0,3}([A-ZА-Я]?\d{1,4})\s*[-–—.):=|\t]\s*(?=\S)")
_JOINED = re.compile(r"(?<!\w)(\d{1,4})\s?([A-Za-zА-Яа-яЁё]{1,10})(?!\w)")
_CELLS = re.compile(r"[|\t]")
_WORD_ANSWER = 80


def key_heading(line: str) -> str | None:
    """Return what stands behind the heading of a table of answers, or ``None`` for no heading."""
    found = _HEADING.fullmatch(line)
    return found[1].strip() if found else None


def pairs_of(text: str, known: Container[str]) -> list[tuple[str, str]]:
    """Return (number of a question, its answer) as a line lists them; nothing for other lines.

    >>> pairs_of("1-б, 2) ав; 3. Москва", {"1", "2", "3"})
    [('1', 'б'), ('2', 'ав'), ('3', 'Москва')]
    """
    found: list[re.Match[str]] = []
    for one in _PAIR.finditer(text):
        if one[1] in known and (not found or _comes_after(one[1], found[-1][1])):
            found.append(one)
    if found and not text[: found[0].start()].strip(" |"):
        ends = [*(one.start() for one in found[1:]), len(text)]
        pairs = [
            (one[1], text[one.end() : end].strip(" ,;|.\t"))
            for one, end in zip(found, ends, strict=True)
        ]
        return pairs if all(0 < len(said) <= _WORD_ANSWER for _, said in pairs) else []
    joined = [(one[1], one[2]) for one in _JOINED.finditer(text) if one[1] in known]
    rest = _JOINED.sub("", text).strip(" ,;|.\t")
    return joined if joined and not rest else []


def _comes_after(one: str, other: str) -> bool:
    return int(re.sub(r"\D", "", one)) > int(re.sub(r"\D", "", other)) or one[0] != other[0]


class KeyTable:
    """A table as its lines are read, for the questions of these numbers."""

    def __init__(self, line: int, known: Container[str]) -> None:
        self.line = line
        self.answers: dict[str, str] = {}
        # The heading that the answers stand under, as the questions do.
        self.section = ""
        self._known = known
        self._numbers: list[str] = []

    @property
    def has_begun(self) -> bool:
        """Whether a line of it was taken."""
        return bool(self.answers or self._numbers)

    def take(self, line: str) -> bool:
        """Take a line of the table; tell whether it was one."""
        if not line.strip(" -|:+"):
            return True
        found = (cell.strip() for cell in _CELLS.split(line.strip(" |\t")))
        cells = [cell for cell in found if cell]
        if len(cells) > 1 and self._take_row(cells):
            return True
        pairs = pairs_of(line, self._known)
        self.answers.update(pairs)
        return bool(pairs)

    def _take_row(self, cells: list[str]) -> bool:
        """Take one of two rows: numbers of questions, and below them the answers."""
        heads = cells if cells[0] in self._known else cells[1:]
        if len(heads) > 1 and not self._numbers and all(one in self._known for one in heads):
            self._numbers = heads
            return True
        if self._numbers and len(cells) - len(self._numbers) in (0, 1):
            self.answers.update(zip(self._numbers, cells[-len(self._numbers) :], strict=True))
            self._numbers = []
            return True
        return False
