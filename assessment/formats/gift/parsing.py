"""A hand-written scanner of GIFT.

After Moodle's ``question/format/gift/format.php`` and the grammar of
fuhrmanator/GIFT-grammar-PEG.js, whose 35 cases it agrees with. Blank lines part questions;
lines that begin with ``//`` are comments. Every step looks at a text once, so that time grows
with its length; nothing raises: what is not GIFT is a :class:`GiftError` with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessment.formats.gift.answers import parse_answers
from assessment.formats.gift.marks import Refused, decode, hide_escapes, rich_text
from assessment.formats.gift.tree import (
    GiftCategory,
    GiftEntry,
    GiftError,
    GiftKind,
    GiftQuestion,
    GiftText,
)

_CATEGORY = "$CATEGORY:"
# A backslash lets ``]`` stand in an identifier or a tag.
_NAME = r"((?:\\\]|[^\x00-\x1f\x7f\]]){1,200})"
_ID = re.compile(rf"\[id:{_NAME}\]")
_TAG = re.compile(rf"\[tag:{_NAME}\]")
_GAP = "_____"


@dataclass(slots=True)
class _Block:
    """Lines between blank lines, without comments, and what the comments said."""

    line: int = 0
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Said:
    """Identifier and tags that comments gave to the question that follows."""

    id: str | None = None
    tags: list[str] = field(default_factory=list)

    def hear(self, comment: str) -> None:
        if found := _ID.search(comment):
            self.id = found[1].replace("\\]", "]").strip()
        self.tags += [tag.replace("\\]", "]").strip() for tag in _TAG.findall(comment)]


def parse_gift(text: str) -> Iterator[GiftEntry]:
    """Yield the entries of a GIFT text in order; never raises."""
    held: tuple[_Block, _Said] | None = None
    for block, said in _blocks(text):
        if held is None or not _closes(block):
            if held is not None:
                yield from _entries(*held)
            held = block, said
        else:
            # A blank line stood between the braces of one question.
            before = held[0]
            before.lines += [""] * (block.line - before.line - len(before.lines)) + block.lines
        if not _is_open(block, was_open=held[0] is not block):
            yield from _entries(*held)
            held = None
    if held is not None:
        yield from _entries(*held)


def _is_open(block: _Block, *, was_open: bool) -> bool:
    """Tell whether a brace is not closed when the block ends."""
    if any("}" in line for line in block.lines):
        return False
    return was_open or any("{" in line for line in block.lines)


def _closes(block: _Block) -> bool:
    """Tell whether the first brace of a block closes one of the block before, or none is there."""
    first = next((line for line in block.lines if "{" in line or "}" in line), "")
    is_answer = block.lines[0].lstrip().startswith(("=", "~", "#"))
    return "}" in first.partition("{")[0] or (not first and is_answer)


def _blocks(text: str) -> Iterator[tuple[_Block, _Said]]:
    """Yield what stands between blank lines, and what its comments said."""
    said, block = _Said(), _Block()
    lines = hide_escapes(text).split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            said.hear(decode(bare))
            if block.lines:
                block.lines.append("")
        elif bare:
            block.line = block.line or number
            block.lines.append(line)
        elif block.lines:
            yield block, said
            said, block = _Said(), _Block()


def _entries(block: _Block, said: _Said) -> Iterator[GiftEntry]:
    first = block.lines[0].strip()
    if first.upper().startswith(_CATEGORY):
        yield GiftCategory(decode(first[len(_CATEGORY) :]).strip(), block.line)
        rest = _Block(block.line + 1, block.lines[1:])
        if any(line.strip() for line in rest.lines):
            yield from _entries(rest, said)
        return
    text = "\n".join(block.lines)
    try:
        yield _question(text, block.line, said)
    except Refused as refused:
        line = block.line + text.count("\n", 0, refused.position)
        yield GiftError(refused.code, line, decode(first)[:80])


def _question(text: str, line: int, said: _Said) -> GiftQuestion:
    title, start = _title(text)
    opening = text.find("{", start)
    if opening < 0:
        if (stray := text.find("}", start)) >= 0:
            raise Refused("formats.gift.brace", stray)
        stem = rich_text(text[start:], "moodle")
        return _made(GiftKind.DESCRIPTION, line, stem, title, said)
    closing = text.find("}", opening)
    if closing < 0:
        raise Refused("formats.gift.unclosed", opening)
    nested = text.find("{", opening + 1)
    if nested >= 0 or text.find("}", closing + 1) >= 0:
        raise Refused("formats.gift.brace", nested if nested >= 0 else closing + 1)
    before = rich_text(text[start:opening], "moodle")
    after = rich_text(text[closing + 1 :], before.format)
    kind = after.format if not before.text else before.format
    stem = GiftText(kind, before.text, before.lines)
    if after.text:
        texts, lines = (
            " ".join([*([one] if one else []), _GAP, other])
            for one, other in ((before.text, after.text), (before.lines, after.lines))
        )
        stem = GiftText(kind, texts, lines)
    answers = parse_answers(text[opening + 1 : closing], opening + 1, stem.format)
    return _made(
        answers.kind, line, stem, title, said, is_embedded=bool(after.text), **answers.fields
    )


def _made(
    kind: GiftKind,
    line: int,
    stem: GiftText,
    title: str | None,
    said: _Said,
    **fields: object,
) -> GiftQuestion:
    return GiftQuestion(
        kind=kind,
        line=line,
        stem=stem,
        title=title,
        id=said.id,
        tags=tuple(said.tags),
        **fields,  # type: ignore[arg-type]
    )


def _title(text: str) -> tuple[str | None, int]:
    """Return the title between ``::`` and where the question goes on."""
    start = len(text) - len(text.lstrip())
    if not text.startswith("::", start):
        return None, start
    end = text.find("::", start + 2)
    if end < 0:
        return None, start
    return decode(text[start + 2 : end]), end + 2
