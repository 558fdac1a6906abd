"""Reading outline and crosswalk files from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.errors import FrameworkFileError
from framework.frp.reading import read_json
from framework.outline.crosswalks import parse_crosswalk
from framework.outline.data import Crosswalk, Outline
from framework.outline.parsing import parse_outline

SIZE_LIMIT = 20 * 1024 * 1024
# What the repository brings along: outlines in the folder, crosswalks in a folder within.
TREES = Path(__file__).resolve().parents[1] / "trees"
CROSSWALKS = TREES / "crosswalks"


def read_outline(path: Path) -> Outline:
    """Return the outline in the file ``path`` (at most 20 MB).

    Raises :class:`~framework.frp.errors.FrameworkFileError` for the first thing that is wrong.
    """
    return parse_outline(_read(path), path.name)


def read_outlines(folder: Path = TREES) -> list[Outline]:
    """Return the outlines of all ``*.json`` files of ``folder``, in file order.

    Raises :class:`~framework.frp.errors.FrameworkFileError` for the first thing that is wrong;
    two files of one framework are wrong too.
    """
    found: dict[str, str] = {}
    outlines = []
    for file in sorted(folder.glob("*.json")):
        outline = read_outline(file)
        twin = found.setdefault(outline.framework.key, file.name)
        if twin != file.name:
            raise FrameworkFileError(
                file.name,
                "$.framework.key",
                format_lazy(_("it is the same framework as in {twin}."), twin=twin),
                _("Keep one of the files, or correct the key."),
            )
        outlines.append(outline)
    return outlines


def read_crosswalk(path: Path) -> Crosswalk:
    """Return the crosswalk in the file ``path`` (at most 20 MB).

    Whether the nodes exist is not known here. Raises
    :class:`~framework.frp.errors.FrameworkFileError` for the first thing that is wrong.
    """
    return parse_crosswalk(_read(path), path.name)


def _read(path: Path) -> Any:
    return read_json(
        path, limit=SIZE_LIMIT, remedy=_("Check that it is the right file; split it if it is.")
    )
