"""A lease: who may do something that one process at a time does, on any machine.

It is a document in a small index, changed only by compare-and-swap. Correctness does not hang on
it (late writes lose by their revision): it saves double work and keeps two rebuilds apart. A
process that dies without a word is waited for ``seconds``.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from contextlib import suppress
from typing import Any

from search.engine.cluster.wire import RefusedError, Wire
from search.errors import EngineAwayError

# A holder renews after this part of the time.
RENEW_AFTER = 1 / 3

_BODY: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-2"},
    "mappings": {
        "dynamic": "strict",
        "properties": {"owner": {"type": "keyword"}, "until": {"type": "double"}},
    },
}


class Lease:
    """One lease, as this process sees it."""

    def __init__(self, wire: Wire, index: str, name: str, *, seconds: float) -> None:
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        # Who has it when we do not, for messages.
        self.holder = ""
        self._wire = wire
        self._index = index
        self._name = name
        self._seconds = seconds
        self._held = False
        self._ask_at = 0.0

    @property
    def is_held(self) -> bool:
        """Say whether this process had it when it last asked."""
        return self._held

    def take(self) -> bool:
        """Take or renew the lease; ``False`` while another process has it."""
        if not self._held or time.monotonic() >= self._ask_at:
            self._held = self._ask()
            self._ask_at = time.monotonic() + self._seconds * RENEW_AFTER
        return self._held

    def release(self) -> None:
        """Give it back; nothing happens if it is not ours or the cluster is away."""
        held, self._held, self._ask_at = self._held, False, 0.0
        if held:
            with suppress(EngineAwayError, RefusedError):
                found = self._wire.ask("GET", f"/{self._index}/_doc/{self._name}")
                if found["_source"]["owner"] == self.owner:
                    self._wire.ask(
                        "DELETE", f"/{self._index}/_doc/{self._name}", params=_only_if(found)
                    )

    def _ask(self) -> bool:
        try:
            found = self._wire.ask("GET", f"/{self._index}/_doc/{self._name}")
        except RefusedError as error:
            if error.status != 404:
                raise
            return self._write("_create", {})
        self.holder = found["_source"]["owner"]
        if self.holder != self.owner and found["_source"]["until"] > time.time():
            return False
        return self._write("_doc", _only_if(found))

    def _write(self, verb: str, params: dict[str, Any]) -> bool:
        body = {"owner": self.owner, "until": time.time() + self._seconds}
        make_index(self._wire, self._index, _BODY)
        try:
            self._wire.ask("PUT", f"/{self._index}/{verb}/{self._name}", body, params=params)
        except RefusedError as error:
            if error.status == 409:  # somebody was quicker
                return False
            raise
        return True


def make_index(wire: Wire, name: str, body: dict[str, Any]) -> None:
    """Make the index ``name`` unless it is there."""
    try:
        wire.ask("GET", f"/{name}/_settings")
    except RefusedError as error:
        if error.status != 404:
            raise
        try:
            wire.ask("PUT", f"/{name}", body)
        except RefusedError as refused:
            if "resource_already_exists" not in str(refused):
                raise


def _only_if(found: dict[str, Any]) -> dict[str, Any]:
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
