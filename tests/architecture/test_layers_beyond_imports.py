"""Layers where import-linter cannot look: foreign keys, migrations, templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tools.house import HOUSE, packages, rank

RANK = rank()
LABELS = {apps.get_app_config(name).label: name for name in packages()}
_EXTENDS = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
_LOAD = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")


def may_use(user: str, used: str) -> bool:
    """Whether a package may use another: itself, or one that is strictly lower."""
    return user == used or RANK[used] < RANK[user]


def test_foreign_keys_point_down():
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LABELS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in LABELS
        if not may_use(LABELS[model._meta.app_label], LABELS[field.related_model._meta.app_label])
    ]

    assert upwards == []


def test_migrations_depend_downwards():
    loader = MigrationLoader(None)
    upwards = [
        f"{label}.{name} → {other}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in LABELS
        for other, _other_name in migration.dependencies
        if other in LABELS and not may_use(LABELS[label], LABELS[other])
    ]

    assert upwards == []


def _templates() -> list[Path]:
    return [path for name in packages() for path in (HOUSE / name).rglob("templates/**/*.html")]


def _owner(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def _owners_of_names() -> dict[str, set[str]]:
    """Which packages bring a template of a name (several may: an override)."""
    owners: dict[str, set[str]] = {}
    for path in _templates():
        folder = path.parents[len(path.parts) - path.parts.index("templates") - 2]
        owners.setdefault(path.relative_to(folder).as_posix(), set()).add(_owner(path))
    return owners


def _tag_libraries() -> dict[str, str]:
    return {
        path.stem: _owner(path)
        for name in packages()
        for path in (HOUSE / name).glob("templatetags/*.py")
        if path.stem != "__init__"
    }


@pytest.mark.parametrize("path", _templates(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_templates_use_only_lower_packages(path):
    text = path.read_text(encoding="utf-8")
    owners, libraries = _owners_of_names(), _tag_libraries()
    used = {
        f"{name} ({', '.join(sorted(owners[name]))})"
        for name in _EXTENDS.findall(text)
        if name in owners and not any(may_use(_owner(path), owner) for owner in owners[name])
    }
    loaded = {
        f"load {library} ({libraries[library]})"
        for names in _LOAD.findall(text)
        for library in names.split(" from ")[-1].split()
        if library in libraries and not may_use(_owner(path), libraries[library])
    }

    assert used | loaded == set()


def test_a_template_name_of_the_house_is_found():
    """The two searches above see something: the base page and the tag library of ``ui``."""
    assert _owners_of_names()["ui/base.html"] == {"ui"}
    assert _tag_libraries()["ui"] == "ui"
