"""Services of tests end with the block that started them, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.house import HOUSE
from tools.services.processes import ServiceFailed, as_user, free_port, listens, running
from tools.test_scaled import folders

SERVER = "import http.server as s, sys; s.test(s.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"  # noqa: E501


def server(port: int) -> list[str]:
    return as_user([sys.executable, "-c", SERVER, str(port)], None)


@pytest.mark.parametrize("error", [None, RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_service_lives_as_long_as_the_block(tmp_path, error):
    port = free_port()
    caught = None
    try:
        with running("server", server(port), log=tmp_path / "log", answers=lambda: listens(port)):
            assert listens(port)
            if error:
                raise error
    except BaseException as raised:
        caught = type(raised)
    assert caught is error
    assert not listens(port)


def test_a_service_that_does_not_come_up_is_told_with_its_last_words(tmp_path):
    words = [sys.executable, "-c", "print('the disk is full'); raise SystemExit(3)"]
    with (
        pytest.raises(ServiceFailed, match="the disk is full"),
        running("server", words, log=tmp_path / "log", answers=lambda: False),
    ):
        pass


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs Linux")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_service_does_not_outlive_who_started_it(tmp_path, how):
    port = free_port()
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from tools.services.processes import running, listens, as_user\n"
        f"with running('s', {server(port)!r}, log=Path({str(tmp_path / 'log')!r}),\n"
        f"             answers=lambda: listens({port})):\n"
        "    print('up', flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=HOUSE, stdout=subprocess.PIPE, env={**os.environ}
    )
    assert parent.stdout.readline() == b"up\n"
    parent.send_signal(how)
    parent.wait(20)
    parent.stdout.close()
    until = time.monotonic() + 20
    while listens(port) and time.monotonic() < until:
        time.sleep(0.1)
    assert not listens(port)


def test_the_scaled_run_takes_every_folder_of_tests_that_touches_data():
    chosen = folders()
    wanted = {"tests/unit/core", "tests/unit/media_pipeline", "tests/integration/scaled"}
    assert {*wanted, "tests/integration/test_search_writer.py"} <= set(chosen)
    left_out = {"tests/unit/ui", "tests/unit/tools", "tests/integration/permissions"}
    assert not left_out & set(chosen)
    assert all((HOUSE / place).exists() for place in chosen)
