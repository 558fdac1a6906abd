"""``manage.py serve`` as a person meets it: first run, a killed child, Ctrl-C, a second run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs Linux with util-linux"),
]
PATIENCE = 240  # seconds: a deadline against hanging, not a measurement


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Library:
    """One running ``manage.py serve`` with a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
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
        }

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
        words = ("granian", "db_worker", "search_writer")
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


@pytest.fixture
def library(tmp_path: Path, free_port: int) -> Iterator[Library]:
    folder = tmp_path / "data"
    folder.mkdir()
    library = Library(folder, free_port)
    yield library
    if library.process and library.process.poll() is None:
        library.process.terminate()
        library.process.wait(PATIENCE)


def test_the_library_lives_heals_and_dies_as_one(library):
    library.start()
    wait_until(lambda: library.says("The library is open"), library)
    assert library.status("/") == 200
    assert library.status("/static/ui/vendor/none.css") == 404
    before = library.children()
    assert set(before) == {"granian", "db_worker", "search_writer"}

    # The worst death of the server: no chance to tell its own workers.
    os.kill(before["granian"], signal.SIGKILL)
    wait_until(lambda: library.children().get("granian") not in {None, before["granian"]}, library)
    wait_until(lambda: library.status("/") == 200, library)
    os.kill(before["search_writer"], signal.SIGKILL)
    wait_until(lambda: len(library.children()) == 3, library)

    # A second server must not work on the same folder, nor on the same port.
    refused = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=HOUSE,
        env=library.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "already works on the data folder" in refused.stderr

    library.process.send_signal(signal.SIGINT)
    assert library.process.wait(PATIENCE) == 0
    wait_until(lambda: library.survivors() == [], library)
    assert library.status("/") is None

    # The second run repeats nothing that is done.
    library.output.write_text("")
    library.start()
    wait_until(lambda: library.says("The library is open"), library)
    assert not library.says("database …")
    assert not library.says("static files …")
    assert library.status("/") == 200
    library.process.send_signal(signal.SIGTERM)
    assert library.process.wait(PATIENCE) == 0
    wait_until(lambda: library.survivors() == [], library)


def test_a_taken_port_is_told_before_any_work(tmp_path, free_port):
    library = Library(tmp_path / "data", free_port)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port))
        listener.listen()
        refused = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=HOUSE,
            env=library.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    assert refused.returncode == 1
    assert f"Port {free_port} is in use" in refused.stderr
    assert "make run PORT=" in refused.stderr
    assert not (library.folder / "db.sqlite3").exists()
