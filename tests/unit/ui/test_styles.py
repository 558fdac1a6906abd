"""Style sheets: both dark blocks agree, colours can be read, classes in templates exist."""

from __future__ import annotations

import re

import pytest

from ui import vendor

FOLDER = vendor.STATIC_DIR / "ui"
TOKENS = (FOLDER / "tokens.css").read_text(encoding="utf-8")


def block(selector: str) -> dict[str, str]:
    body = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", body))


LIGHT = block(":root")
DARK = LIGHT | block(':root[data-theme="dark"]')


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_chosen_and_automatic_dark_are_the_same() -> None:
    assert block(':root:not([data-theme="light"])') == block(':root[data-theme="dark"]')


TEXT = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "ink-faint", "accent", "accent-strong")
    for ground in ("paper", "surface", "raised")
]
TONES = [(tone, f"{tone}-soft") for tone in ("info", "success", "warning", "danger")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [*TEXT, *TONES, ("on-accent", "accent"), ("accent-strong", "accent-soft"), ("ink", "mark")],
)
def test_text_can_be_read(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(theme: dict[str, str]) -> None:
    assert contrast(theme["line-strong"], theme["paper"]) >= 3


def test_subject_cues_can_be_read_as_text() -> None:
    for light, dark in re.findall(r"--cue-light: (#\w+); --cue-dark: (#\w+);", TOKENS):
        assert min(contrast(light, LIGHT[g]) for g in ("paper", "raised")) >= 4.5, light
        assert min(contrast(dark, DARK[g]) for g in ("paper", "raised")) >= 4.5, dark


def test_every_variable_is_defined() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\(--([\w-]+)", sheet)}
    defined = {name for sheet in sheets for name in re.findall(r"--([\w-]+):", sheet)}
    assert used <= defined


def test_every_class_of_our_templates_has_a_style() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.css"))
    hooks = {"plain", "object-card"}  # switches a bullet off; a handle for tests
    known = set(re.findall(r"\.([a-z][\w-]*)", sheets)) | hooks
    for path in vendor.PACKAGE_DIR.glob("templates/**/*.html"):
        text = re.sub(
            r"{%.*?%}", " ", re.sub(r"[\w-]*{{.*?}}", " ", path.read_text(encoding="utf-8"))
        )
        names = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
        assert names <= known, (path.name, names - known)


@pytest.mark.parametrize("kind", ["*.css", "*.js", "../../templates/**/*.html"])
def test_no_reader_loads_anything_from_another_site(kind: str) -> None:
    for path in FOLDER.glob(kind):
        assert not re.search(
            r"(?:src|href|action|url\(|fetch\(|@import)[\s=(\"']*(?:https?:)?//",
            path.read_text(encoding="utf-8"),
        ), path
