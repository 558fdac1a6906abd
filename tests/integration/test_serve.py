"""``manage.py serve`` as a person meets it: first run, a killed child, Ctrl-C, a second run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.serving import PATIENCE, Library, find_free_port, wait_until
from tools.house import HOUSE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs Linux with util-linux"),
]


@pytest.fixture
def free_port() -> int:
    return find_free_port()


@pytest.fixture
def library(tmp_path: Path, free_port: int) -> Iterator[Library]:
    folder = tmp_path / "data"
    folder.mkdir()
    library = Library(folder, free_port)
    yield library
    library.stop()


def test_the_library_lives_heals_and_dies_as_one(library):
    library.start()
    wait_until(lambda: library.says("The library is open"), library)
    assert library.status("/") == 200
    assert library.status("/static/ui/vendor/none.css") == 404
    before = library.children()
    assert set(before) == {"granian", "db_worker", "send_digests", "search_writer"}

    # The worst death of the server: no chance to tell its own workers.
    os.kill(before["granian"], signal.SIGKILL)
    wait_until(lambda: library.children().get("granian") not in {None, before["granian"]}, library)
    wait_until(lambda: library.status("/") == 200, library)
    os.kill(before["search_writer"], signal.SIGKILL)
    wait_until(lambda: len(library.children()) == 4, library)

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
