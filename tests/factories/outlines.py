"""Decoded outline and crosswalk files for tests."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

OUTLINE: dict[str, Any] = {
    "framework": {
        "key": "proba",
        "title": {"ru": "Проба", "en": "A trial"},
        "language": "ru",
        "kind": "regional",
        "publisher": "Институт",
        "source": "Написано для проверки",
        "licence": "CC-BY-4.0",
        "edition": "2026",
    },
    "nodes": [
        {
            "name": "kraj",
            "kind": "subject",
            "title": "Наш край",
            "title_en": "Our region",
            "children": [
                {
                    "name": "5",
                    "kind": "grade",
                    "title": "5 класс",
                    "grade": 5,
                    "hours": 34,
                    "children": [
                        {
                            "name": "priroda",
                            "kind": "section",
                            "code": "1",
                            "title": "Природа",
                            "children": [
                                {
                                    "name": "reki",
                                    "kind": "topic",
                                    "code": "1.1",
                                    "title": "Реки",
                                    "hours": 2,
                                    "content": "Исток,\n устье",
                                },
                                {"name": "lesa", "kind": "topic", "title": "Леса"},
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}
CROSSWALK: dict[str, Any] = {
    "crosswalk": {
        "source": "proba",
        "target": "frp",
        "title": {"ru": "Связи", "en": "Links"},
        "publisher": "Институт",
        "licence": "CC-BY-4.0",
    },
    "matches": [
        {
            "source": "proba/kraj/5/priroda/reki",
            "target": "frp/geografiya/ooo/6",
            "relation": "broader",
            "confidence": 1,
        },
        {
            "source": "proba/kraj/5/priroda/lesa",
            "target": "frp/biologiya/ooo-bazovyj/5",
            "relation": "related",
            "confidence": 0.4,
        },
    ],
}
DELETE = object()


def changed(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return a copy of ``data`` with the member at ``path`` set, or taken out (``DELETE``)."""
    copy = deepcopy(data)
    target: Any = copy
    for step in path[:-1]:
        target = target[step]
    if value is DELETE:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return copy


def write_json(path: Path, data: Any) -> Path:
    """Write ``data`` as the JSON file ``path`` and return it."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path
