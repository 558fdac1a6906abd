"""Regular expressions of XML Schema, matched without going back: in time linear in the text.

The flavour of ``patternMatch``: the whole text must fit; no groups are kept, nothing looks
around, so a set of states (Thompson, CACM 11:6, 1968) is enough. Grammar: XML Schema Part 2,
appendix F. Authors write anchors and lazy repetition, though the flavour has none: ``^`` at the
start and ``$`` at the end of a branch are taken for anchors, and ``+?`` for ``+``, which comes to
the same where the whole text must fit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

MAX_PATTERN = 2_000
MAX_STATES = 5_000
MAX_TEXT = 20_000
MAX_WORK = 20_000_000

Test = Callable[[str], bool]


class BadPattern(ValueError):
    """A pattern that is not one of the flavour, or too large; the text is the part at fault."""


@dataclass(slots=True)
class _State:
    """Takes a sign that passes ``test``, or goes on without one where there is no test."""

    test: Test | None = None
    ways: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the net: where it is entered, and the state at its end (with no way out yet)."""

    start: int
    end: int


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str) -> None:
        if len(source) > MAX_PATTERN:
            raise BadPattern(source[:50])
        net = _Net(source)
        whole = net.compile()
        self._states = net.states
        self._start, self._end = whole.start, whole.end

    def matches(self, text: str) -> bool:
        """Say whether the whole text fits; raises ``BadPattern`` where it would take too long."""
        if len(text) > MAX_TEXT or len(text) * len(self._states) > MAX_WORK:
            raise BadPattern("text too long")
        current = self._closure({self._start})
        for sign in text:
            reached: set[int] = set()
            for number in current:
                state = self._states[number]
                if state.test is not None and state.test(sign):
                    reached.update(state.ways)
            current = self._closure(reached)
            if not current:
                return False
        return self._end in current

    def _closure(self, numbers: set[int]) -> set[int]:
        stack, seen = list(numbers), set(numbers)
        while stack:
            state = self._states[stack.pop()]
            if state.test is None:
                fresh = [way for way in state.ways if way not in seen]
                seen.update(fresh)
                stack += fresh
        return seen


@lru_cache(maxsize=256)
def compile_pattern(source: str) -> Pattern:
    """Return the compiled pattern; raises ``BadPattern``."""
    return Pattern(source)


class _Net:
    """Reads a pattern and builds its net of states."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._depth = 0
        self.states: list[_State] = []

    def compile(self) -> _Piece:
        whole = self._choice()
        if self._at < len(self._source):
            raise BadPattern(self._source[self._at :][:50])
        return whole

    def _add(self, test: Test | None = None) -> int:
        if len(self.states) >= MAX_STATES:
            raise BadPattern("too many states")
        self.states.append(_State(test))
        return len(self.states) - 1

    def _peek(self) -> str:
        return self._source[self._at] if self._at < len(self._source) else ""

    def _next(self) -> str:
        sign = self._peek()
        if not sign:
            raise BadPattern(self._source[-50:])
        self._at += 1
        return sign

    def _choice(self) -> _Piece:
        self._depth += 1
        if self._depth > 50:
            raise BadPattern("too deep")
        branches = [self._branch()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._branch())
        self._depth -= 1
        if len(branches) == 1:
            return branches[0]
        start, end = self._add(), self._add()
        for branch in branches:
            self.states[start].ways.append(branch.start)
            self.states[branch.end].ways.append(end)
        return _Piece(start, end)

    def _branch(self) -> _Piece:
        start = end = self._add()
        if self._peek() == "^":
            self._at += 1
        while self._peek() not in ("", "|", ")"):
            if self._is_end_anchor():
                self._at += 1
                break
            piece = self._repeated()
            self.states[end].ways.append(piece.start)
            end = piece.end
        return _Piece(start, end)

    def _is_end_anchor(self) -> bool:
        return self._peek() == "$" and self._source[self._at + 1 : self._at + 2] in ("", "|", ")")

    def _repeated(self) -> _Piece:
        begin = self._at
        piece = self._single()
        after = self._at
        low, high = self._counts()
        if (low, high) == (1, 1):
            return piece
        resume = self._at
        copies = [piece]
        for _ in range(max(low, 1 if high is None else high) - 1):
            self._at = begin
            copies.append(self._single())
            if self._at != after:
                raise BadPattern(self._source[begin:after][:50])
        self._at = resume
        return self._chain(copies, low, high)

    def _chain(self, copies: list[_Piece], low: int, high: int | None) -> _Piece:
        start = end = self._add()
        last = self._add()
        for number, piece in enumerate(copies):
            if number >= low:
                self.states[end].ways.append(last)
            if high == 0:
                break
            self.states[end].ways.append(piece.start)
            if high is None and number == len(copies) - 1:
                loop = self._add()
                self.states[piece.end].ways.append(loop)
                self.states[loop].ways += [piece.start, last]
                return _Piece(start, last)
            end = piece.end
        if high != 0:
            self.states[end].ways.append(last)
        return _Piece(start, last)

    def _counts(self) -> tuple[int, int | None]:
        counts = self._read_counts()
        if counts is None:
            return 1, 1
        if self._peek() == "?":
            self._at += 1
        return counts

    def _read_counts(self) -> tuple[int, int | None] | None:
        sign = self._peek()
        if sign in ("?", "*", "+"):
            self._at += 1
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        if sign != "{":
            return None
        closing = self._source.find("}", self._at)
        text = self._source[self._at + 1 : closing] if closing > 0 else ""
        low, comma, high = text.partition(",")
        if not low.isdecimal() or (high and not high.isdecimal()) or len(text) > 9:
            raise BadPattern("{" + text[:20])
        self._at = closing + 1
        least = int(low)
        most: int | None = (int(high) if high else None) if comma else least
        if least > 1_000 or (most is not None and (most < least or most > 1_000)):
            raise BadPattern("{" + text + "}")
        return least, most

    def _single(self) -> _Piece:
        sign = self._next()
        if sign == "(":
            if self._source.startswith("?:", self._at):
                self._at += 2
            inner = self._choice()
            if self._next() != ")":
                raise BadPattern("(")
            return inner
        if sign in "?*+{)":
            raise BadPattern(sign)
        if sign == "[":
            test, self._at = read_class(self._source, self._at)
        elif sign == "\\":
            test, self._at = read_escape(self._source, self._at)
        elif sign == ".":
            test = _is_not_line_end
        else:
            test = sign.__eq__
        start, end = self._add(test), self._add()
        self.states[start].ways.append(end)
        return _Piece(start, end)


def _is_not_line_end(sign: str) -> bool:
    return sign not in "\n\r"


def _is_name_start(sign: str) -> bool:
    return sign in "_:" or unicodedata.category(sign)[0] == "L" or sign == "\u2160"


def _is_name(sign: str) -> bool:
    return sign in "-._:" or unicodedata.category(sign)[0] in "LMN"


def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "PZC"


_CLASSES: dict[str, Test] = {
    "s": " \t\n\r".__contains__,
    "d": lambda sign: unicodedata.category(sign) == "Nd",
    "w": _is_word,
    "i": _is_name_start,
    "c": _is_name,
}
_SIGNS = {"n": "\n", "r": "\r", "t": "\t"}
_CATEGORIES = frozenset(
    group + detail
    for group, details in {
        "L": "ultmo",
        "M": "nce",
        "N": "dlo",
        "P": "cdseifo",
        "Z": "slp",
        "S": "mcko",
        "C": "cfon",
    }.items()
    for detail in ("", *details)
)
# Blocks of scripts that schools meet; another block is reported.
_BLOCKS = {
    "BasicLatin": (0x0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF),
    "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Georgian": (0x10A0, 0x10FF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "GeometricShapes": (0x25A0, 0x25FF),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7A3),
}


def read_escape(source: str, at: int) -> tuple[Test, int]:
    """Read what follows a backslash at ``at``; return its test and where reading goes on."""
    if at >= len(source):
        raise BadPattern("\\")
    sign = source[at]
    if sign in "pP":
        test, at = _read_category(source, at + 1)
        return (test if sign == "p" else _negated(test)), at
    if sign in _CLASSES:
        return _CLASSES[sign], at + 1
    if sign.lower() in _CLASSES:
        return _negated(_CLASSES[sign.lower()]), at + 1
    if sign in _SIGNS:
        return _SIGNS[sign].__eq__, at + 1
    if sign.isalnum():
        raise BadPattern("\\" + sign)
    return sign.__eq__, at + 1


def _read_category(source: str, at: int) -> tuple[Test, int]:
    closing = source.find("}", at)
    if closing < 0 or source[at : at + 1] != "{":
        raise BadPattern("\\p")
    name = source[at + 1 : closing]
    if name.startswith("Is") and name[2:] in _BLOCKS:
        low, high = _BLOCKS[name[2:]]
        return (lambda sign: low <= ord(sign) <= high), closing + 1
    if name not in _CATEGORIES:
        raise BadPattern("\\p{" + name[:40] + "}")
    return (lambda sign: unicodedata.category(sign).startswith(name)), closing + 1


def _negated(test: Test) -> Test:
    return lambda sign: not test(sign)


def read_class(source: str, at: int, depth: int = 0) -> tuple[Test, int]:
    """Read a class after its opening bracket; ``[a-z-[aeiou]]`` takes away."""
    if depth > 20:
        raise BadPattern("too deep")
    is_negated = source[at : at + 1] == "^"
    at += is_negated
    tests: list[Test] = []
    without: Test | None = None
    first = at
    while True:
        if at >= len(source):
            raise BadPattern("[")
        if source[at] == "]" and at > first:
            break
        if source.startswith("-[", at):
            without, at = read_class(source, at + 2, depth + 1)
            if source[at : at + 1] != "]":
                raise BadPattern("[")
            break
        test, at = _read_range(source, at)
        tests.append(test)
    return _class_test(tests, without, is_negated=is_negated), at + 1


def _class_test(tests: list[Test], without: Test | None, *, is_negated: bool) -> Test:
    def test(sign: str) -> bool:
        is_in = any(one(sign) for one in tests) != is_negated
        return is_in and not (without is not None and without(sign))

    return test


def _read_range(source: str, at: int) -> tuple[Test, int]:
    low, test, at = _read_member(source, at)
    is_range = source[at : at + 1] == "-" and source[at + 1 : at + 2] not in ("", "]", "[")
    if low is None or not is_range:
        return test, at
    high, _, at = _read_member(source, at + 1)
    if high is None or high < low:
        raise BadPattern(f"{low}-{high or ''}")
    first, last = low, high
    return (lambda sign: first <= sign <= last), at


def _read_member(source: str, at: int) -> tuple[str | None, Test, int]:
    if source[at] != "\\":
        return source[at], source[at].__eq__, at + 1
    test, after = read_escape(source, at + 1)
    sign = source[at + 1]
    if sign in _SIGNS:
        return _SIGNS[sign], test, after
    return (None if sign.isalpha() else sign), test, after
