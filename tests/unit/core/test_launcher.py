"""A process that is let loose on a stranger's bytes ends, whatever it does."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from core.api import run_limited
from core.data import ProcessLimits
from core.errors import ProcessStopped

MIB = 1024 * 1024


def run(code: str, **limits: float) -> bytes:
    with TemporaryFile() as source:
        source.write("вход".encode())
        source.flush()
        source.seek(0)
        return run_limited(
            [sys.executable, "-I", "-S", "-c", code],
            source=source,
            limits=ProcessLimits(**limits),  # type: ignore[arg-type]
        )


def test_it_reads_the_file_and_answers() -> None:
    assert run("import sys; sys.stdout.write(sys.stdin.read()[::-1])") == "дохв".encode()


def test_it_knows_nothing_of_our_environment() -> None:
    names = run("import os; print(sorted(os.environ))").decode()
    assert "DJANGO_SETTINGS_MODULE" not in names
    assert "SECRET_KEY" not in names


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        ("while True: pass", {"seconds": 0.4}, "time"),
        ("while True: pass", {"cpu_seconds": 1}, "time"),
        ("import time; time.sleep(60)", {"seconds": 0.3}, "time"),
        ("x = bytearray(900 << 20)", {"memory_bytes": 300 * MIB}, "failed"),
        ("while True: print('x' * 10000)", {"output_bytes": MIB}, "output"),
        ("raise SystemExit(3)", {}, "failed"),
        ("import os; os.kill(os.getpid(), 11)", {}, "failed"),
    ],
)
def test_what_goes_too_far_is_ended(code: str, limits: dict[str, float], reason: str) -> None:
    start = time.monotonic()
    with pytest.raises(ProcessStopped) as stopped:
        run(code, **limits)
    assert stopped.value.code == reason
    assert time.monotonic() - start < 20


def test_it_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "written"
    with pytest.raises(ProcessStopped):
        run(f"file = open({str(target)!r}, 'w'); file.write('x'); file.flush()")
    assert target.read_bytes() == b""


def test_its_children_end_with_it() -> None:
    code = (
        "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid); sys.stdout.flush()"
    )
    with pytest.raises(ProcessStopped):
        run(code + "; import time; time.sleep(60)", seconds=1.5)


def test_modules_of_the_project_can_be_run() -> None:
    with TemporaryFile() as source:
        command = [sys.executable, "-s", "-c", "import core.launcher; print('ок')"]
        assert run_limited(command, source=source).decode().strip() == "ок"
