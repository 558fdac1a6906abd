"""What has to be done once before the site can be served; done again only when it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from learning_objects.api import LearningObject

ACCOUNTS_FILE = "demo-accounts.txt"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done: what it is called, whether it is needed now, how it is done."""

    title: str
    is_needed: Callable[[], bool]
    run: Callable[[], None]


def steps(*, demo: bool) -> Iterator[Step]:
    """Yield the steps in order; ``demo`` adds people and materials to an empty library."""
    yield Step("database", _has_new_migrations, _migrate)
    yield Step("shared cache", _lacks_cache_table, _create_cache_table)
    yield Step("curriculum", _always, _ensure_framework)
    yield Step("rules of the institute", _always, _ensure_check_rules)
    if demo:
        yield Step("demo library", _is_demo_wanted, _seed_demo)
    yield Step("published texts to compare with", _always, _index_likeness)
    yield Step("leftovers of packages", _always, _sweep_packages)
    yield Step("static files", _have_static_files_changed, _collect_static)


def _always() -> bool:
    return True


def _has_new_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _lacks_cache_table() -> bool:
    table = getattr(caches["default"], "_table", "")
    return bool(table) and table not in connection.introspection.table_names()


def _create_cache_table() -> None:
    call_command("createcachetable", verbosity=0)


def _ensure_framework() -> None:
    call_command("ensure_framework")


def _ensure_check_rules() -> None:
    call_command("check_rules", "ensure", verbosity=0)


def _index_likeness() -> None:
    call_command("likeness_index", "--rebuild", verbosity=0)


def _is_demo_wanted() -> bool:
    """An empty library gets the demo; one that was interrupted half-way gets the rest of it."""
    begun = (settings.DATA_DIR / ACCOUNTS_FILE).exists()
    return begun or not LearningObject.objects.exists()


def _seed_demo() -> None:
    call_command("seed_demo")


def _sweep_packages() -> None:
    call_command("sweep_packages", verbosity=0)


def _have_static_files_changed() -> bool:
    stamp = _static_stamp()
    return not stamp.exists() or stamp.read_text(encoding="ascii") != _static_digest()


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    _static_stamp().write_text(_static_digest(), encoding="ascii")


def _static_stamp() -> Path:
    return Path(settings.DATA_DIR) / "static.made-from"


def _static_digest() -> str:
    """Digest of the name, size and time of every static file, without reading any."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]["BACKEND"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
