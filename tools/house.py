"""What the developer scripts and the architecture tests know of the house."""

from __future__ import annotations

import configparser
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
NOT_PACKAGES = {"tests", "bench", "tools", "docs", "var", "node_modules"}


def packages() -> list[str]:
    """Return the root packages that exist, by name."""
    return sorted(
        folder.name
        for folder in HOUSE.iterdir()
        if (folder / "__init__.py").exists() and folder.name not in NOT_PACKAGES
    )


def layers() -> list[list[str]]:
    """Return the layers of the import contract from the top down, siblings together.

    Parentheses, which mark layers that no issue has reached yet, are removed.
    """
    parser = configparser.ConfigParser()
    parser.read(HOUSE / ".importlinter", encoding="utf-8")
    lines = parser["importlinter:contract:layers"]["layers"].strip().splitlines()
    return [[name.strip(" ()") for name in line.split("|")] for line in lines]


def rank() -> dict[str, int]:
    """Return the height of each package: a package may use only what is strictly lower."""
    rows = layers()
    return {name: len(rows) - place for place, row in enumerate(rows) for name in row}
