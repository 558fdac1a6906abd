"""Starting a service, waiting until it answers, ending it: by its own process id, always."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds until a service answers
FAREWELL = 15.0  # seconds until a service that was asked to end has ended
NOBODY = ("postgres", "nobody")  # whom to run as instead of root: the first that exists


class ServiceFailed(RuntimeError):
    """A service did not come up; the text has the end of what it printed."""


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Say whether somebody answers on ``port`` of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def unprivileged_user() -> str | None:
    """Return whom to run as when we are root (PostgreSQL refuses root), else ``None``."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in NOBODY if name in known)


def as_user(command: Sequence[str | Path], user: str | None) -> list[str]:
    """Return ``command`` so that it runs as ``user`` and ends when we are killed."""
    words = [str(word) for word in command]
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        if user:
            raise ServiceFailed("setpriv (util-linux) is needed to run a service as root")
        return words
    prefix = [setpriv, "--pdeathsig", "TERM"]
    if user:
        group = str(pwd.getpwnam(user).pw_gid)
        prefix += ["--reuid", user, "--regid", group, "--clear-groups"]
    return [*prefix, "--", *words]


def folder_for(parent: Path, name: str, user: str | None) -> Path:
    """Make the folder of a service, its own and nobody else's."""
    folder = parent / name
    folder.mkdir(mode=0o700)
    if user:
        shutil.chown(folder, user)
    return folder


@contextmanager
def running(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    answers: Callable[[], bool],
    environment: Mapping[str, str] | None = None,
    ask_to_end: signal.Signals = signal.SIGTERM,
) -> Iterator[int]:
    """Run ``command`` until the block ends; give its process id once ``answers()`` is true.

    It gets a session of its own, so that a Ctrl-C reaches the tests first and not the database
    under them. Raises :class:`ServiceFailed` with the end of the log.
    """
    with log.open("ab") as stream:
        process = subprocess.Popen(
            list(command),
            cwd=log.parent,
            env=None if environment is None else {**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(name, process, answers, log)
        yield process.pid
    finally:
        _end(process, ask_to_end)


def _wait(
    name: str, process: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path
) -> None:
    until = time.monotonic() + PATIENCE
    while not answers():
        if process.poll() is not None:
            raise ServiceFailed(f"{name} ended at once:\n{_end_of(log)}")
        if time.monotonic() > until:
            raise ServiceFailed(f"{name} does not answer after {PATIENCE:.0f} s:\n{_end_of(log)}")
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes], ask: signal.Signals) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(ask)
    try:
        process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-3000:]
