"""Frameworks for tests, imported through the same action that people use."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from core.api import now
from framework.api import get_tree, import_frp, import_starter
from framework.data import ImportReport, Node

PHYSICS: dict[str, Any] = {
    "subject": "Физика",
    "level": "ООО",
    "variant": "базовый",
    "source": "проба.pdf",
    "grades": [
        {
            "grade": 8,
            "hours": 68,
            "sections": [
                {
                    "title": "Тепловые явления",
                    "hours": 28,
                    "topics": [
                        {"title": "Строение вещества", "hours": 7, "content": "Молекулы и атомы"},
                        {"title": "Тепловые процессы", "hours": 0, "content": ""},
                    ],
                },
                {
                    "title": "",
                    "hours": 0,
                    "topics": [
                        {
                            "title": "Постоянный электрический ток",
                            "hours": 20,
                            "content": "Сила тока. Закон Ома для участка цепи",
                        },
                        {"title": "Резервное время", "hours": 2, "content": ""},
                        {"title": "Резервное время", "hours": 1, "content": ""},
                    ],
                },
            ],
        }
    ],
}
GEOGRAPHY: dict[str, Any] = {
    "subject": "География",
    "level": "ООО",
    "variant": "",
    "source": "",
    "grades": [
        {
            "grade": 5,
            "hours": 34,
            "sections": [
                {
                    "title": "Ёлки и другие растения",
                    "hours": 3,
                    "topics": [{"title": "Леса и люди", "hours": 3, "content": ""}],
                }
            ],
        }
    ],
}


def programme(base: dict[str, Any] = PHYSICS, **changes: Any) -> dict[str, Any]:
    """Return a copy of a programme with some of its top members changed."""
    return deepcopy(base) | changes


def write_programmes(folder: Path, *programmes: dict[str, Any]) -> Path:
    """Write the programmes into ``folder`` as ``0.json``, ``1.json`` … and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(programmes):
        text = json.dumps(data, ensure_ascii=False)
        (folder / f"{number}.json").write_text(text, encoding="utf-8")
    return folder


def load_programmes(folder: Path, *programmes: dict[str, Any]) -> ImportReport:
    """Import the programmes (by default a small physics and geography) as the framework."""
    path = write_programmes(folder, *(programmes or (PHYSICS, GEOGRAPHY)))
    return import_frp(path=path, by=None, now=now())


def load_starter() -> ImportReport:
    """Import the starter framework of the repository: 13 subjects of grades 5–9."""
    return import_starter(by=None, now=now())


def node_titled(title: str) -> Node:
    """Return the first published node with exactly this title."""
    return next(node for node in get_tree().nodes.values() if node.title == title)
