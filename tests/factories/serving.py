"""A whole library in processes of its own: ``manage.py serve`` on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.house import HOUSE

PATIENCE = 600  # seconds: a deadline against hanging, not a measurement


def find_free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Library:
    """One ``manage.py serve`` with a folder of its own; ``variables`` are further settings."""

    def __init__(self, folder: Path, port: int, **variables: str) -> None:
        self.folder, self.port, self.variables = folder, port, variables
        self.output = folder.parent / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.output.open("ab") as stream:
            self.process = subprocess.Popen(
                # Should the tests themselves be killed, the library goes with them.
                [
                    "setpriv",
                    "--pdeathsig",
                    "TERM",
                    sys.executable,
                    "manage.py",
                    "serve",
                    "--no-demo",
                ],
                cwd=HOUSE,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "MESH_SHARED_DATA": str(self.folder / "none"),
            **self.variables,
        }

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def run(self, *command: str, **variables: str) -> None:
        """One ``manage.py`` command on this library's data."""
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=HOUSE,
            env=self.environment() | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )

    def stop(self) -> None:
        """End it as Ctrl-C would, if it still runs."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def status(self, path: str = "/") -> int | None:
        try:
            url = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def says(self, text: str) -> bool:
        return text in self.output.read_text(encoding="utf-8", errors="replace")

    def children(self) -> dict[str, int]:
        """Process ids of the supervised programs, by a word of their command lines."""
        words = ("granian", "db_worker", "send_digests", "search_writer")
        found = {}
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and _parent(process) == self.process.pid:
                line = _command_line(process)
                found.update({word: int(process.name) for word in words if word in line})
        return found

    def survivors(self) -> list[str]:
        """Command lines of all processes that still belong to this library."""
        mark = f"DATA_DIR={self.folder}".encode()
        return [
            _command_line(process)
            for process in Path("/proc").iterdir()
            if process.name.isdigit() and mark in _read(process / "environ").split(b"\0")
        ]


def _read(path: Path) -> bytes:
    """Contents of a file of ``/proc``; nothing once the process is gone."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _command_line(process: Path) -> str:
    return _read(process / "cmdline").replace(b"\0", b" ").decode(errors="replace")


def _parent(process: Path) -> int:
    fields = _read(process / "stat").rpartition(b") ")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def wait_until(condition: Callable[[], object], library: Library) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited in vain; it said:\n{library.output.read_text()[-4000:]}")
        time.sleep(0.2)
