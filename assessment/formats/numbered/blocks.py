"""Lines into questions: which line begins one, which is an option, which a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessment.formats.exchange import Problem, Weight
from assessment.formats.gift.reading import MAX_QUESTIONS
from assessment.formats.numbered.keys import KeyTable, key_heading, pairs_of
from assessment.formats.numbered.labels import BEFORE_LABEL, goes_on

MAX_OPTIONS = 100
# «Вопрос 3», «Задание № 5.», «№ 1», «А1.»
_NAMED = re.compile(
    r"(?:\*\*|#{1,4}\s)?\s{0,3}(?:(?:вопрос|задание|задача|question|task)\s+(?:№\s*)?(\d{1,4})"
    r"(?:\s*[.):—–-]\s*|\s*$)|№\s*(\d{1,4})(?:\s*[.):]\s*|\s+|$)|([A-ZА-Я]\d{1,2})[.)]\s*)(.*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:\*\*|#{1,4}\s)?\s{0,3}(\d{1,4}(?:\.\d{1,3}){0,2})([.)])(?!\d)\s*(.*)")
_LABEL = re.compile(
    rf"(?<!\S){BEFORE_LABEL.pattern}(?P<label>[A-Za-zА-Яа-яЁё]|\d{{1,3}})(?P<inner>\*)?"
    r"(?P<sign>[).])\s*(?=\S)"
)
_SECTION = re.compile(
    r"\s*((?:вариант|часть|раздел|блок|тема|уровень|section|part|variant)\b[^?]{0,80})\Z",
    re.IGNORECASE,
)
# The same above the answers of a table: «Вариант 1: 1-а, 2-б».
_SECTION_KEY = re.compile(
    r"\s*((?:вариант|часть|раздел|блок|section|part|variant)\s{1,3}[\w]{1,10})\s*[:.–—-]?\s*(.*)\Z",
    re.IGNORECASE,
)
_VARIANT = ("вариант", "variant")
_FIELDS = {
    "answer": r"(?:(?:правильн|верн)\w{2,3}\s+)?ответы?|отв|ключ|(?:correct\s+)?answers?|key",
    "hint": r"подсказка|hint",
    "feedback": r"пояснение|комментарий|обоснование|feedback",
    "solution": r"решение|solution",
    "points": r"баллы|балл|points",
}
_FIELD = re.compile(
    "|".join(
        rf"(?P<{name}>[(\[*_]{{0,3}}(?:{words})[*_]{{0,2}}\.?\s*:[*_]{{0,2}})"
        for name, words in _FIELDS.items()
    ),
    re.IGNORECASE,
)
_DASHED = re.compile(
    r"\s*(?:(?:правильный|верный)\s+)?ответ\s+[-–—]\s*"
    r"((?:[^\s,;]{1,3}|\d{1,9})(?:[\s,;]{1,5}[^\s,;]{1,3})*)\s*\Z",
    re.IGNORECASE,
)
# At the end of a question's own line.
_ENDS_WITH = re.compile(
    r"(?<=[\s.?!:;_)])[(\[]?(?:Правильный ответ|Верный ответ|Ответы?|ОТВЕТ|Answer|ANSWER)\s*:"
)
_PLACEHOLDER = re.compile(r"[\s_.…]*\Z")


@dataclass(slots=True)
class Block:
    """One question as its lines are read."""

    line: int
    number: str
    folder: tuple[str, ...] = ()
    text: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    # A second list, numbered, to which the options with letters are to be matched.
    right: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    # What stands in a table of answers behind the questions.
    from_table: str = ""
    problems: list[Problem] = field(default_factory=list)


class BlockReader:
    """Reads a text line by line; ``problems`` are those of no question."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.blocks: list[Block] = []
        self._lines = text.splitlines()
        self._folder: tuple[str, ...] = ()
        self._sections: set[str] = set()
        self._style = ""
        self._open: Block | None = None
        self._last_field = ""
        self._after_blank = True
        self._table: KeyTable | None = None
        # Questions by number that no table has answered yet.
        self._waiting: dict[str, list[Block]] = {}

    def read(self) -> list[Block]:
        """Return the questions with the answers of their tables."""
        for number, line in enumerate(self._lines, start=1):
            if not line.strip():
                self._after_blank = True
                continue
            self._line(number, line)
            self._after_blank = False
        self._close_table()
        return self.blocks

    def _line(self, number: int, line: str) -> None:
        if self._table is not None:
            if self._take_key(self._table, line):
                return
            self._close_table()
        if self._opens_table(number, line) or len(self.blocks) > MAX_QUESTIONS:
            return
        if (found := self._heading(number, line)) is not None:
            self._begin(Block(number, found[0], self._folder))
            self._take(number, found[1])
        elif self._is_section(line):
            self._folder = self._below(_name_of(line))
            self._sections.update(self._folder)
            self._open = None
        elif self._open is None:
            self._left_out("formats.numbered.before", number, line)
        else:
            self._take(number, line)

    def _begin(self, block: Block) -> None:
        self._open, self._last_field = block, ""
        self.blocks.append(block)
        self._waiting.setdefault(block.number, []).append(block)

    def _left_out(self, code: str, number: int, line: str) -> None:
        problem = Problem(code, Weight.LOST, str(number), {"text": line.strip()[:80]})
        (self._open.problems if self._open else self.problems).append(problem)

    def _below(self, name: str) -> tuple[str, ...]:
        """Return the folder of a heading: parts lie in the variant that they stand in."""
        is_variant = name.lower().startswith(_VARIANT)
        inside = self._folder[:1] if self._folder and not is_variant else ()
        return (*(one for one in inside if one.lower().startswith(_VARIANT)), name)

    def _take_key(self, table: KeyTable, line: str) -> bool:
        """Take a line of a table of answers, which may have headings as the questions have."""
        named = _SECTION_KEY.match(line)
        name = _name_of(named[1]) if named else ""
        if named and name in self._sections:
            self._give(table)
            table.section = name
            return not named[2] or table.take(named[2])
        return table.take(line)

    def _is_section(self, line: str) -> bool:
        block = self._open
        is_between = block is None or block.options or block.fields
        return bool(is_between and self._after_blank and _SECTION.match(line))

    def _heading(self, number: int, line: str) -> tuple[str, str] | None:
        """Return number and text where the line begins a question."""
        if found := _NAMED.match(line.strip()):
            self._style = self._style or "named"
            return found[1] or found[2] or found[3], _unbold(line, found[4])
        if not (found := _BARE.match(line.strip())):
            return None
        if self._is_option(number, found):
            return None
        self._style = self._style or found[2]
        return found[1], _unbold(line, found[3])

    def _is_option(self, number: int, found: re.Match[str]) -> bool:
        """Tell whether a numbered line is an option of the open question, not a new one."""
        block = self._open
        if block is None or block.fields:
            return False
        if found[1] == str(len(block.right) + 1) and _has_letters(block):
            return found[2] != self._style
        if not goes_on(block.letters, found[1]):
            return False
        if found[2] != self._style:
            return True
        if not block.options:
            # «1.» straight after a question that has neither options nor an answer.
            return bool(block.text) and not self._after_blank
        # The same sign for both: what begins a question has an option «1.» behind it.
        return not self._after_blank and self._next_number(number) != "1"

    def _next_number(self, number: int) -> str:
        for line in self._lines[number : number + 30]:
            if found := _BARE.match(line.strip()):
                return found[1]
        return ""

    def _opens_table(self, number: int, line: str) -> bool:
        heading = key_heading(line)
        if heading is None or not self.blocks:
            return False
        known = self._waiting
        if heading and len(pairs_of(heading, known)) < 2:
            return False
        trial = KeyTable(number, known)
        self._try(trial, [heading] if heading else self._lines[number : number + 6])
        if not trial.has_begun:
            return False
        self._table = KeyTable(number, known)
        self._open, self._last_field = None, ""
        if heading:
            self._table.take(heading)
        return True

    def _try(self, trial: KeyTable, lines: list[str]) -> None:
        """Take the first line that a table would have, behind the heading of a variant."""
        for line in lines:
            named = _SECTION_KEY.match(line)
            if said := (named[2] if named else line.strip()):
                trial.take(said)
                return

    def _close_table(self) -> None:
        if self._table is not None:
            self._give(self._table)
        self._table = None

    def _give(self, table: KeyTable) -> None:
        """Give each answer so far to the one question that has its number."""
        for name, answer in table.answers.items():
            waiting = self._waiting.get(name, [])
            found = [one for one in waiting if not table.section or table.section in one.folder]
            if len(found) == 1:
                found[0].from_table = answer
                waiting[:] = [one for one in waiting if one is not found[0]]
            else:
                text = f"{name}: {answer}"
                self._left_out("formats.numbered.key-nowhere", table.line, text)
            if not waiting:
                self._waiting.pop(name, None)
        table.answers.clear()

    def _take(self, number: int, line: str) -> None:
        block = self._open
        if block is None or not line.strip():
            return
        if self._take_field(block, line):
            return
        found = list(_expected(block, line))
        if not found and _has_letters(block) and (numbered := list(_expected_right(block, line))):
            ends = [*(one.start() for one in numbered[1:]), len(line)]
            for one, end in zip(numbered, ends, strict=True):
                block.right.append(line[one.end() : end].strip().rstrip(";").strip())
        elif found:
            self._last_field = ""
            _take_options(block, line, found)
        elif self._last_field and not self._after_blank:
            before = block.fields[self._last_field]
            block.fields[self._last_field] = f"{before}\n{line.strip()}".strip()
        elif not (block.options or block.fields):
            block.text.append(line.strip())
        elif block.right and not block.fields and not self._after_blank:
            block.right[-1] = f"{block.right[-1]} {line.strip()}"
        elif block.options and not block.fields and not self._after_blank:
            block.options[-1] = f"{block.options[-1]}\n{line.strip()}"
        else:
            self._left_out("formats.numbered.between", number, line)

    def _take_field(self, block: Block, line: str) -> bool:
        if dashed := _DASHED.match(line):
            block.fields["answer"] = dashed[1]
            return True
        if found := _FIELD.match(line.strip()):
            name = str(found.lastgroup)
            said = line.strip()[found.end() :].strip().rstrip(")]" if found[0][0] in "([" else "")
            if name == "answer" and _PLACEHOLDER.match(said):
                said = ""
            block.fields[name] = said
            self._last_field = name
            return True
        if (ending := _ENDS_WITH.search(line)) and not _PLACEHOLDER.match(line[ending.end() :]):
            self._take(block.line, line[: ending.start()])
            block.fields["answer"] = line[ending.end() :].strip().rstrip(")]").strip()
            return True
        return False


def _name_of(line: str) -> str:
    return " ".join(line.split()).rstrip(".:")[:200]


def _unbold(line: str, rest: str) -> str:
    """Return the text of a question whose whole line is in bold."""
    return rest.replace("**", "") if line.lstrip().startswith("**") else rest


def _take_options(block: Block, line: str, found: list[re.Match[str]]) -> None:
    if before := line[: found[0].start()].strip():
        if block.options:
            block.options[-1] = f"{block.options[-1]} {before}"
        else:
            block.text.append(before)
    ends = [*(option.start() for option in found[1:]), len(line)]
    for option, end in zip(found, ends, strict=True):
        text = line[option.end() : end].strip().rstrip(";").strip()
        if option["bold"] and text.endswith(option["bold"]):
            text = f"{option['bold']}{text}"
        if option["mark"] or option["inner"]:
            block.marked.add(len(block.options))
        block.letters.append(option["label"])
        block.options.append(text)


def _has_letters(block: Block) -> bool:
    return len(block.letters) > 1 and block.letters[0].isalpha()


def _expected_right(block: Block, line: str) -> Iterator[re.Match[str]]:
    """Yield what goes on in the numbered list beside options with letters."""
    wanted = len(block.right) + 1
    indent = len(line) - len(line.lstrip())
    for found in _LABEL.finditer(line):
        is_first = wanted > len(block.right) + 1 or found.start() == indent
        if is_first and found["label"] == str(wanted) and wanted <= MAX_OPTIONS:
            wanted += 1
            yield found


def _expected(block: Block, line: str) -> Iterator[re.Match[str]]:
    """Yield options whose letters or numbers go on in their order."""
    letters = list(block.letters)
    indent = len(line) - len(line.lstrip())
    for found in _LABEL.finditer(line):
        if found["sign"] == "." and found.start() > indent:
            continue
        if len(letters) < MAX_OPTIONS and goes_on(letters, found["label"]):
            letters.append(found["label"])
            yield found
