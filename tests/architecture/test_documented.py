"""Every setting, command and transition is documented."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from core.api import machines
from tools.house import HOUSE, packages

SETTINGS = HOUSE / "cms" / "settings"
READERS = {"text", "flag", "number", "names"}
MAY_READ_THE_ENVIRONMENT = ("cms/settings/", "cms/firstrun/", "cms/wsgi.py", "tools/", "bench/")
for _package in packages():  # a machine is known once its module is imported
    if (HOUSE / _package / "states.py").is_file():
        importlib.import_module(f"{_package}.states")


def _documented(*pages: str) -> set[str]:
    """The words between back-ticks on the pages and in every package's README."""
    readmes = [HOUSE / package / "README.md" for package in packages()]
    paths = [path for path in [*(HOUSE / page for page in pages), *readmes] if path.is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return {
        word for quoted in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[ (]", quoted)
    }


def _settings_read() -> set[str]:
    return {
        node.args[0].value
        for path in SETTINGS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", None) or getattr(node.func, "id", None)) in READERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_the_search_for_settings_finds_some():
    assert {"DATA_DIR", "SECRET_KEY", "PORT", "DATABASE_URL"} <= _settings_read()


@pytest.mark.parametrize("name", sorted(_settings_read()))
def test_a_setting_is_documented(name):
    page = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")

    assert f"`{name}`" in page, f"docs/settings.md does not explain {name}"


def test_no_documented_setting_is_gone():
    page = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)
    elsewhere = {
        "DJANGO_SETTINGS_MODULE", "MESH_PASSWORD", "MESH_SCREENSHOTS", "WORKERS", "PYTHON",
        "MESH_TEST_OPENSEARCH_URL",
    }  # fmt: skip

    assert rows
    assert set(rows) - elsewhere <= _settings_read()


def test_the_environment_is_read_in_few_places(sources):
    elsewhere = [
        name
        for path in sources
        if not (name := path.relative_to(HOUSE).as_posix()).startswith(MAY_READ_THE_ENVIRONMENT)
        and "management/commands/" not in name
        and _reads_environment(path)
    ]

    assert elsewhere == []


def _reads_environment(path: Path) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and getattr(node.value, "id", "") == "os"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_variables_read_by_commands_are_documented(sources):
    page = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")
    found = {
        name
        for path in sources
        if "commands" in path.parts
        for name in re.findall(
            r"""environ(?:\.get\(|\.pop\(|\[)["'](\w+)""", path.read_text(encoding="utf-8")
        )
    }

    assert {name for name in found if f"`{name}`" not in page} == set()


@pytest.mark.parametrize(
    "command", sorted(name for name, app in get_commands().items() if app in packages())
)
def test_a_command_is_documented(command):
    assert command in _documented("docs/commands.md"), f"docs/commands.md lacks {command}"


@pytest.mark.parametrize(
    ("machine", "transition"),
    [(name, item.name) for name, machine in machines for item in machine.transitions()],
)
def test_a_transition_is_documented(machine, transition):
    assert transition in _documented("docs/transitions.md"), f"{machine}: {transition}"


def test_every_picture_is_shown_at_both_widths():
    pictures = {path.name for path in (HOUSE / "docs" / "pictures").glob("*.png")}
    page = (HOUSE / "docs" / "screens.md").read_text(encoding="utf-8")

    assert pictures == set(re.findall(r"\(pictures/([\w-]+\.png)\)", page))
    assert {name.replace("-1280.", "-390.") for name in pictures} == {
        name for name in pictures if name.endswith("-390.png")
    }
