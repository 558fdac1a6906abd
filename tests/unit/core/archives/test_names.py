"""Names that one computer or another would turn into something else."""

from __future__ import annotations

import pytest

from core.api import check_name, folded_name, printable
from core.archives.names import Names
from core.data import ArchiveLimits
from core.errors import ArchiveRefused


def _code(name: str, **limits) -> str:
    with pytest.raises(ArchiveRefused) as refusal:
        check_name(name, ArchiveLimits(**limits))
    return refusal.value.code


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "//",
        "/etc/passwd",
        "..",
        "../a",
        "a/../../b",
        "a/..",
        "a/./b",
        "./a",
        "a//b",
        "a\\b",
        "..\\..\\a",
        "C:\\a",
        "C:/a",
        "c:a",
        "\\\\server\\share",
        "nul/../../a",
    ],
)
def test_a_path_that_leads_out_is_refused(name):
    assert _code(name) == "unsafe-path"


@pytest.mark.parametrize(
    "name",
    [
        "a\x00.png",
        "a\nb",
        "a\x7fb",
        "a\u2028b",
        "dir/a.",
        "dir /a",
        "dir./a",
        "a ",
        "...",
        "stream:hidden",
        "what?",
        "a*",
        "<a>",
        "a|b",
        'say "a"',
        "CON",
        "con.txt",
        "dir/Nul.tar.gz",
        "aux .txt",
        "COM1",
        "lpt9.x",
        "com¹",
        "CONIN$",
        "half\ud800",
    ],
)
def test_a_name_that_some_system_cannot_hold_is_refused(name):
    assert _code(name) == "unsafe-name"


@pytest.mark.parametrize(
    "name",
    [
        "физика/Опыт №3.json",
        "com10",
        "console",
        "auxiliary/.hidden",
        "a..b",
        "..a",
        "~a",
        "a b",
        "folder/",
        "100%",
    ],
)
def test_ordinary_names_pass(name):
    assert check_name(name) == tuple(name.removesuffix("/").split("/"))


def test_length_and_depth_are_limited():
    assert _code("я" * 128) == "name-too-long"
    assert check_name("я" * 127)
    assert _code("/".join(["a" * 200] * 6)) == "name-too-long"
    assert _code("/".join("a" * 17)) == "too-deep"
    assert check_name("/".join("a" * 16))
    assert _code("a/b/c", depth=2) == "too-deep"


def _taken(*names: str) -> str | None:
    taken = Names()
    try:
        for name in names:
            taken.add(name, check_name(name))
    except ArchiveRefused as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("a", "a"), "duplicate"),
        (("a", "A"), "collision"),
        (("Ёж.txt", "ёж.txt"), "collision"),
        (("й", "и\u0306"), "collision"),  # one letter, and a letter with its mark
        (("straße", "STRASSE"), "collision"),
        (("a", "a/b"), "collision"),
        (("a/b", "a"), "collision"),
        (("A/b", "a"), "collision"),
        (("a/b/c", "a/b"), "collision"),
        (("Data/x", "data/y"), "collision"),
        (("a/", "a"), "collision"),
        (("a", "a/"), "collision"),
        (("a/", "a/"), None),
        (("a/b", "a/c", "a/"), None),
        (("a", "b/a"), None),
    ],
)
def test_names_that_meet_are_refused(names, code):
    assert _taken(*names) == code


def test_folding_is_idempotent():
    assert folded_name("Й") == folded_name(folded_name("И\u0306")) == "й"


def test_a_place_is_short_and_plain():
    assert printable("a\x1b[31m\n") == "a�[31m�"
    assert len(printable("я" * 500)) == 200
    assert printable("half\ud800") == "half?"
