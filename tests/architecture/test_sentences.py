"""A date that ends a sentence leaves its full stop to it: never «2026 г..»."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import polib
import pytest

from tools.house import HOUSE, packages

BLOCK = re.compile(r"{% blocktranslate ([^%]*)%}(.*?){% endblocktranslate %}", re.DOTALL)
DATE_FILTER = re.compile(r"(\w+)=(\S*\|(?:when|day|days_to)\b\S*)")
DATE_WORDS = frozenset({"format_day", "format_days", "format_when"})


@lru_cache
def catalogue(package: str) -> dict[str, str]:
    """Russian by English; all forms of a plural one after another."""
    path = HOUSE / package / "locale/ru/LC_MESSAGES/django.po"
    found: dict[str, str] = {}
    for entry in polib.pofile(str(path)) if path.exists() else ():
        found[entry.msgid] = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
    return found


def ends_sentence(package: str, msgid: str, name: str) -> bool:
    words = f"{msgid} {catalogue(package).get(msgid, '')}"
    return bool(re.search(rf"%\({name}\)s\.(?!\w)", words))


def in_templates(package: str) -> Iterator[tuple[Path, str]]:
    """Yield dates of templates that a full stop follows."""
    for path in (HOUSE / package).rglob("*.html"):
        for options, body in BLOCK.findall(path.read_text("utf-8")):
            for name, value in DATE_FILTER.findall(options):
                msgids = re.sub(r"{{ (\w+) }}", r"%(\1)s", body).split("{% plural %}")
                if any(ends_sentence(package, msgid, name) for msgid in msgids):
                    yield path, value


def in_scripts(package: str) -> Iterator[tuple[Path, str]]:
    """Yield dates of ``gettext("…") % {"name": …}`` that a full stop follows."""
    for path in (HOUSE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.BinOp) or not isinstance(node.right, ast.Dict):
                continue
            if not isinstance(node.left, ast.Call) or not node.left.args:
                continue
            msgid = getattr(node.left.args[0], "value", "")
            for key, value in zip(node.right.keys, node.right.values, strict=True):
                words = ast.unparse(value)
                is_date = any(name in words for name in DATE_WORDS)
                if is_date and ends_sentence(package, str(msgid), getattr(key, "value", "")):
                    yield path, words


@pytest.mark.parametrize("package", packages())
def test_no_date_brings_a_second_full_stop(package):
    found = [*in_templates(package), *in_scripts(package)]
    assert [(str(path), value) for path, value in found if "before_stop" not in value] == []


def test_the_dates_that_end_sentences_are_found():
    assert [value for _path, value in in_scripts("moderation")]
    assert [value for _path, value in in_templates("moderation")]
