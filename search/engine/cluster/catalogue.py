"""Which indices are ours, and which of them is read and which is being built.

::

    <prefix>-g2-20260901-090000-a1b2c3   an index; "g2" is the number of the schema
    <prefix>-g2                          alias of the one that is read
    <prefix>-g2-building                 alias of the one that is being built
    <prefix>-leases                      who writes, who rebuilds

The number in the alias lets old and new code run side by side during an upgrade.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured

from search.engine.cluster.mapping import index_body
from search.engine.cluster.wire import WRITE_SECONDS, RefusedError, Wire
from search.engine.fields import SCHEMA_NUMBER
from search.errors import EngineAwayError

_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The indices at one moment: the one that is read, the one that is being built, and all of
    this schema or an older one that a new rebuild need not keep.
    """

    current: str | None
    building: str | None
    leftovers: tuple[str, ...]


class Names:
    """The names of one installation's indices and aliases."""

    def __init__(self, prefix: str) -> None:
        if not _PREFIX.fullmatch(prefix):
            raise ImproperlyConfigured(
                f"SEARCH_PREFIX must be lower case letters, digits, - and _, not {prefix!r}"
            )
        self.prefix = prefix
        self.current = f"{prefix}-g{SCHEMA_NUMBER}"
        self.building = f"{self.current}-building"
        self.leases = f"{prefix}-leases"
        self._ours = re.compile(rf"{re.escape(prefix)}-g(\d+)-\d{{8}}-\d{{6}}-[0-9a-f]{{6}}")

    def new_index(self, now: datetime) -> str:
        """Return the name of an index that begins to be built."""
        return f"{self.current}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"

    def is_leftover(self, index: str, aliases: Collection[str], *, upgraded: bool) -> bool:
        """Say whether nobody needs ``index``.

        Newer code's indices are not our business; older code may still read its own until ours
        has been there for a rebuild (``upgraded``).
        """
        found = self._ours.fullmatch(index)
        if found is None or int(found[1]) > SCHEMA_NUMBER or self.current in aliases:
            return False
        is_read_by_older_code = f"{self.prefix}-g{found[1]}" in aliases
        return upgraded or not is_read_by_older_code


def read_catalogue(wire: Wire, names: Names) -> Catalogue:
    """Return what is there now.

    Raises ``EngineAwayError`` rather than saying that nothing is there while the cluster is
    still starting.
    """
    found = wire.ask("GET", f"/{names.prefix}-g*/_alias")
    aliases = {index: facts["aliases"] for index, facts in found.items()}
    by_alias = {alias: index for index, its in aliases.items() for alias in its}
    if names.current not in by_alias and wire.ask("GET", "/_cluster/health")["status"] == "red":
        raise EngineAwayError("the cluster is not ready")
    return Catalogue(
        current=by_alias.get(names.current),
        building=by_alias.get(names.building),
        leftovers=tuple(
            index
            for index, its in aliases.items()
            if names.is_leftover(index, its, upgraded=names.current in by_alias)
        ),
    )


def make_new(wire: Wire, names: Names, now: datetime) -> str:
    """Make an empty index that the writer fills from now on, too; return its name."""
    index = names.new_index(now)
    body = {**index_body(), "aliases": {names.building: {}}}
    wire.ask("PUT", f"/{index}", body, seconds=WRITE_SECONDS)
    return index


def swap(wire: Wire, names: Names, index: str) -> None:
    """Make ``index`` the one that is read and remove the one before, in one step."""
    actions: list[dict[str, dict[str, str]]] = [
        {"remove": {"index": index, "alias": names.building}},
        {"add": {"index": index, "alias": names.current}},
    ]
    previous = read_catalogue(wire, names).current
    if previous is not None:
        actions.append({"remove_index": {"index": previous}})
    wire.ask("POST", "/_aliases", {"actions": actions}, seconds=WRITE_SECONDS)


def drop(wire: Wire, index: str) -> None:
    """Remove an index if it is there."""
    try:
        wire.ask("DELETE", f"/{index}", seconds=WRITE_SECONDS)
    except RefusedError as error:
        if error.status != 404:
            raise
