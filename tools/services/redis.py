"""A Redis server that keeps nothing, on a free port."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.processes import (
    ServiceFailed,
    as_user,
    folder_for,
    free_port,
    listens,
    running,
    unprivileged_user,
)


@contextmanager
def redis(parent: Path) -> Iterator[dict[str, str]]:
    """Run Redis in ``parent``; gives ``REDIS_URL`` without the number of a database."""
    program = shutil.which("redis-server")
    if program is None:
        raise ServiceFailed("redis-server is missing; run: sudo apt-get install -y redis-server")
    user, port, password = unprivileged_user(), free_port(), secrets.token_hex(16)
    folder = folder_for(parent, "redis", user)
    configuration = folder / "redis.conf"
    configuration.write_text(
        f'port {port}\nbind 127.0.0.1\nrequirepass {password}\nsave ""\nappendonly no\n'
        f"dir {folder}\nmaxmemory 128mb\nmaxmemory-policy allkeys-lru\n",
        encoding="ascii",
    )
    if user:
        shutil.chown(configuration, user)
    with running(
        "Redis",
        as_user([program, configuration], user),
        log=folder / "server.log",
        answers=lambda: listens(port),
    ):
        yield {"REDIS_URL": f"redis://default:{password}@127.0.0.1:{port}"}
