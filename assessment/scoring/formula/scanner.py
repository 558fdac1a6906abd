"""What is typed in school notation or TeX, cut into signs.

The scanner knows what a grammar cannot: which bar opens a modulus and which closes it, that
``2sinx`` is two, sine and x, that «1,5» is a number and «1, 5» are two, that braces group in TeX
and make a set elsewhere. What can be read in two ways is refused with its place, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessment.scoring.formula.signs import (
    FUNCTIONS,
    GREEK,
    GREEK_LETTERS,
    LOOKALIKES,
    PLAIN,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TEX_SIGNS,
    TEX_SILENT,
    TRUTHS,
    WORDS,
)
from assessment.scoring.formula.tree import MAX_DIGITS, MAX_SIGNS, NotationRefused

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+")
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
_LETTERS = re.compile(r"[A-Za-zΑ-ω]+")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_INDEX = re.compile(r"_?(\d+)|_([A-Za-z])(?![A-Za-z])|_\{(\w{1,10})\}")
_POWER_OF_FUNCTION = re.compile(r" *\^ *(?:\{ *(-?\d+) *\}|\( *(-?\d+) *\)|(-?\d+))")
_BASE = re.compile(r"_?(\d+(?= *\())|_ *(?:(\d+)|([A-Za-z])(?![A-Za-z])|\{)")
_SIMPLE = {
    **{"+": "PLUS", "-": "MINUS", "*": "MUL", "/": "DIV", "^": "POW", ";": "SEP", ",": "SEP"},
    **{"=": "REL", "<": "REL", ">": "REL", "≤": "REL", "≥": "REL", "≠": "REL", "±": "PM"},
    **{"∓": "MP", "!": "BANG", "°": "DEG", "∪": "CUP", "∩": "CAP", "∈": "IN", "∅": "EMPTY"},
    **{"∨": "OR", "∧": "AND", "¬": "NOT", "→": "IMPLIES", "↔": "EQUIV", "⊕": "XOR"},
    **{"ℝ": "REALS"},
}
_PAIRS: tuple[tuple[str, str], ...] = (
    ("**", "^"),
    ("<->", "↔"),
    ("<=>", "↔"),
    ("->", "→"),
    ("<=", "≤"),
    (">=", "≥"),
    ("=<", "≤"),
    ("=>", "≥"),
    ("!=", "≠"),
)
_PAIRS += (("<>", "≠"), ("+-", "±"), ("+/-", "±"))
_CLOSERS = {"LPAR": (")", "]"), "LSQ": (")", "]"), "LSET": ("}",), "LGROUP": ("}",)}
_OPENERS = frozenset({"LPAR", "LSQ", "LSET", "LGROUP", "LBAR"})
_ENDS = frozenset(
    {"NUM", "NAME", "CONST", "RPAR", "RSQ", "RSET", "RGROUP", "RBAR", "BANG", "DEG", "EMPTY"}
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A piece of the text: its kind, what it says and where it stands (from one)."""

    kind: str
    text: str
    place: int


class Scanner:
    """Cuts one text."""

    def __init__(
        self, text: str, *, variables: tuple[str, ...] = (), imaginary: bool = False
    ) -> None:
        if len(text) > MAX_SIGNS:
            raise NotationRefused("formula.too_long")
        self.text = self._prepared(text)
        self.tex = "\\" in text
        self.names = tuple(sorted((v for v in variables if len(v) > 1), key=len, reverse=True))
        self.single = frozenset(variables)
        self.imaginary = imaginary
        self.at = 0
        self.signs: list[Sign] = []
        self.open: list[Sign] = []

    @staticmethod
    def _prepared(text: str) -> str:
        text = text.translate(PLAIN)
        for pair, sign in _PAIRS:
            text = text.replace(pair, sign)
        words: list[str] = []
        end = 0
        for word in _WORD.finditer(text):
            words += [text[end : word.start()].translate(LOOKALIKES), word.group()]
            end = word.end()
        return "".join([*words, text[end:].translate(LOOKALIKES)])

    def scan(self) -> list[Sign]:
        """Return all signs; raise :class:`NotationRefused`."""
        while self.at < len(self.text):
            self._next()
        if self.open:
            self._refuse("formula.not_closed", self.open[-1])
        return self.signs

    def _next(self) -> None:  # noqa: C901  # one branch a kind of sign
        sign = self.text[self.at]
        if sign == " ":
            self.at += 1
        elif (sign.isdigit() and sign.isascii()) or (sign == "." and self._peek(1).isdigit()):
            self._number()
        elif sign == "\\":
            self._command()
        elif sign in SUPERSCRIPTS:
            self._superscript()
        elif found := _WORD.match(self.text, self.at):
            self._word(found)
        elif _LETTERS.match(self.text, self.at):
            self._letters()
        elif sign in "()[]{}|":
            self._bracket(sign)
        elif sign in "√∛∜":
            self._root({"√": "2", "∛": "3", "∜": "4"}[sign])
        elif sign in ("π", "∞"):
            self._add("CONST", {"π": "pi", "∞": "inf"}[sign], 1)
        elif sign in _SIMPLE:
            self._add(_SIMPLE[sign], sign, 1)
        elif sign == "и":
            self._add("AND", sign, 1)
        else:
            raise NotationRefused("formula.unknown_sign", self.at + 1, sign)

    def _peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead : self.at + ahead + 1]

    def _add(self, kind: str, text: str, length: int) -> None:
        self.signs.append(Sign(kind, text, self.at + 1))
        self.at += length

    def _refuse(self, code: str, sign: Sign) -> None:
        raise NotationRefused(code, sign.place, sign.text)

    def _last(self) -> str:
        return self.signs[-1].kind if self.signs else ""

    def _number(self) -> None:
        found = _NUMBER.match(self.text, self.at)
        if found is None:  # a digit of another script
            raise NotationRefused("formula.unknown_sign", self.at + 1, self._peek())
        text = found.group()
        after = self.text[found.end() : found.end() + 2]
        if re.match(r"[.,]\d", after):
            raise NotationRefused("formula.two_commas", self.at + 1, text + after)
        if len(text) > MAX_DIGITS:
            raise NotationRefused("formula.too_long", self.at + 1)
        if self._last() == "NUM":
            raise NotationRefused("formula.missing_sign", self.at + 1, text)
        self._add("NUM", text, len(text))

    def _word(self, found: re.Match[str]) -> None:
        word = found.group().lower()
        if word in WORDS:
            self._add(WORDS[word], word, len(word))
        elif said := next((one for one in TRUTHS if self._stands(one)), ""):
            self._add("TRUTH", TRUTHS[said], len(said))
        else:
            raise NotationRefused("formula.unknown_word", self.at + 1, found.group())

    def _stands(self, words: str) -> bool:
        """Tell whether these words stand here, whole."""
        end = self.at + len(words)
        return self.text[self.at : end].lower() == words and not _WORD.match(self.text, end - 1)

    def _superscript(self) -> None:
        end = self.at
        while self.text[end : end + 1] in SUPERSCRIPTS and end < len(self.text):
            end += 1
        raised = "".join(SUPERSCRIPTS[one] for one in self.text[self.at : end])
        place = self.at + 1
        self.signs += [Sign("POW", "^", place), Sign("LGROUP", "{", place)]
        inside = Scanner(raised, variables=tuple(self.single)).scan()
        self.signs += [Sign(one.kind, one.text, place) for one in inside]
        self.signs.append(Sign("RGROUP", "}", place))
        self.at = end

    def _command(self) -> None:
        found = _COMMAND.match(self.text, self.at)
        if found is None:
            raise NotationRefused("formula.unknown_sign", self.at + 1, "\\")
        name, length = found.group(1), len(found.group())
        if name in TEX_SILENT:
            self.at += length
        elif name in {"frac", "dfrac", "tfrac"}:
            self._fraction(length)
        elif name == "sqrt":
            self._add("ROOT", "2", length)
            self._degree()
        elif name in {"{", "}", "|"}:
            self.at += 1
            self._bracket(name, escaped=True)
        elif name in FUNCTIONS:
            self._function(name, length)
        elif name in {"operatorname", "mathrm"}:
            self._operator_name(length)
        elif name in TEX_SIGNS:
            self._substitute(length, TEX_SIGNS[name])
        elif name in GREEK:
            self._add("NAME", GREEK[name] + self._index(length), length)
        else:
            raise NotationRefused("formula.unknown_command", self.at + 1, "\\" + name)

    def _substitute(self, length: int, sign: str) -> None:
        """Read a command as ``sign``; places of what follows shift no more than the pupil minds."""
        self.text = self.text[: self.at] + " " * (length - 1) + sign + self.text[self.at + length :]
        self.at += length - 1

    def _operator_name(self, length: int) -> None:
        found = re.compile(r" *\{ *([A-Za-z]+) *\}").match(self.text, self.at + length)
        if found is None or found.group(1) not in FUNCTIONS:
            raise NotationRefused("formula.unknown_command", self.at + 1, "\\operatorname")
        self._function(found.group(1), length + len(found.group()))

    def _fraction(self, length: int) -> None:
        mixed = self._last() == "NUM" and self.signs[-1].text.isdigit()
        numeric = re.compile(r" *(?:\{ *\d+ *\} *\{ *\d+ *\}|\d *\d)").match(
            self.text, self.at + length
        )
        # «1\frac{1}{2}» is one and a half, as every Russian textbook prints it.
        self._add("MIXED" if mixed and numeric else "FRAC", "\\frac", length)
        short = re.compile(r" *(\w) *(\w|(?=\{))").match(self.text, self.at)
        if short and not self.text[self.at :].lstrip().startswith("{"):
            second = f"{{{short.group(2)}}}" if short.group(2) else ""
            spelled = f"{{{short.group(1)}}}{second}"
            self.text = self.text[: self.at] + spelled + self.text[short.end() :]

    def _degree(self) -> None:
        """Read the degree of a root: a number in square brackets."""
        found = re.compile(r" *\[ *(\d{1,3}|[A-Za-z]) *\]").match(self.text, self.at)
        if found is not None:
            self.signs[-1] = Sign("ROOT", found.group(1), self.signs[-1].place)
            self.at = found.end()

    def _root(self, degree: str) -> None:
        self._add("ROOT", degree, 1)

    def _index(self, length: int) -> str:
        """Return the index behind a name, after ``length`` signs, as ``_1``; step over it."""
        at = self.at + length
        low = ""
        while self.text[at : at + 1] in SUBSCRIPTS and at < len(self.text):
            low += SUBSCRIPTS[self.text[at]]
            at += 1
        if low:
            self.at = at - length
            return "_" + low
        found = _INDEX.match(self.text, at)
        if found is None:
            return ""
        self.at = found.end() - length
        return "_" + next(part for part in found.groups() if part)

    def _letters(self) -> None:
        for name in self.names:
            if self.text.startswith(name, self.at):
                self._add("NAME", name, len(name))
                return
        found = _LETTERS.match(self.text, self.at)
        run = found.group() if found else ""
        if run in {"or", "and", "not"}:
            self._add(WORDS[run], run, len(run))
            return
        for length in range(min(len(run), 10), 1, -1):
            piece = run[:length]
            if piece in FUNCTIONS and self._is_function(piece, run):
                self._function(piece, length)
                return
            if piece in {"pi", "inf"} or piece in GREEK:
                kind = "CONST" if piece in {"pi", "inf"} else "NAME"
                text = piece if kind == "CONST" else GREEK[piece] + self._index(length)
                self._add(kind, text, length)
                return
        self._letter(run[0])

    def _is_function(self, piece: str, run: str) -> bool:
        """Tell whether letters that spell a function are one: ``asin`` may be ``a sin``."""
        if piece not in {"asin", "acos", "atan"}:
            return True
        if "a" in self.single:
            raise NotationRefused("formula.function_or_product", self.at + 1, run)
        return True

    def _letter(self, letter: str) -> None:
        place = self.at + 1
        if letter == "π":
            self._add("CONST", "pi", 1)
            return
        constant = letter == "e" or (letter == "i" and self.imaginary)
        if constant and letter not in self.single and self._peek(1) not in ("_",):
            self._add("CONST", letter, 1)
            return
        if not (letter.isascii() or letter in GREEK_LETTERS):
            raise NotationRefused("formula.unknown_sign", place, letter)
        name = letter + self._index(1)
        self.signs.append(Sign("NAME", name, place))
        self.at += 1

    def _function(self, name: str, length: int) -> None:
        place = self.at + 1
        self.at += length
        function = FUNCTIONS[name]
        if function == "log":
            self._logarithm(place)
            return
        power = ""
        if raised := re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", self.text[self.at :]):
            power = "".join(SUPERSCRIPTS[one] for one in raised.group())
            self.at += raised.end()
        elif found := _POWER_OF_FUNCTION.match(self.text, self.at):
            power = next(part for part in found.groups() if part)
            self.at = found.end()
        if power.startswith("-") or (power in {"", "0"} and power):
            raise NotationRefused("formula.inverse_function", place, name)
        self._applied(function + ("^" + power if power else ""), place)

    def _applied(self, text: str, place: int) -> None:
        opened = self.text[self.at :].replace("\\left", "").lstrip()[:1]
        group = self.tex and opened == "{"
        self.signs.append(Sign("FUNCP" if opened == "(" or group else "FUNC", text, place))

    def _logarithm(self, place: int) -> None:
        found = _BASE.match(self.text, self.at)
        if found is None:
            after = self.text[self.at : self.at + 2].strip()
            code = "formula.logarithm_base"
            raise NotationRefused(code, place, "log" + after)
        if found.group().endswith("{"):
            self.signs.append(Sign("LOGG", "log", place))
            self.at = found.end() - 1
            return
        self.at = found.end()
        base = next(part for part in found.groups() if part)
        opened = self.text[self.at :].replace("\\left", "").lstrip()[:1]
        kind = "LOGP" if opened == "(" else "LOGB"
        self.signs.append(Sign(kind, base, place))

    def _bracket(self, sign: str, *, escaped: bool = False) -> None:
        if sign == "|":
            self._bar()
        elif sign in "([{":
            kind = {"(": "LPAR", "[": "LSQ", "{": "LSET"}[sign]
            if sign == "{" and not escaped and (self.tex or self._last() in ("POW", "LOGG")):
                kind = "LGROUP"
            self._add(kind, sign, 1)
            self.open.append(self.signs[-1])
        else:
            self._close(sign)

    def _close(self, sign: str) -> None:
        if not self.open:
            raise NotationRefused("formula.not_opened", self.at + 1, sign)
        opened = self.open.pop()
        if sign not in _CLOSERS.get(opened.kind, ()):
            self._refuse("formula.not_closed", opened)
        kind = {")": "RPAR", "]": "RSQ"}.get(sign, "")
        self._add(kind or {"LSET": "RSET"}.get(opened.kind, "RGROUP"), sign, 1)

    def _bar(self) -> None:
        inside = bool(self.open) and self.open[-1].kind == "LBAR"
        if inside and self._last() in _ENDS:
            self.open.pop()
            self._add("RBAR", "|", 1)
            self._doubt_bars()
        else:
            self._add("LBAR", "|", 1)
            self.open.append(self.signs[-1])

    def _doubt_bars(self) -> None:
        """Refuse ``|a|b|c|``, which is two things."""
        rest = self.text[self.at :].lstrip()
        if rest[:1] and (rest[0].isalnum() or rest[0] in "(√") and "|" in rest:
            raise NotationRefused("formula.doubtful_bars", self.at, "|")
