"""The server refuses a taken port and a foreign folder, and says what to do."""

import os
import socket

import pytest

from cms.firstrun.errors import CannotServe
from cms.firstrun.places import PID_FILE, check_data_dir, check_port, running_supervisor


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_refused_with_a_remedy(taken_port):
    with pytest.raises(CannotServe, match=rf"{taken_port} is in use.*make run PORT=\d+"):
        check_port("127.0.0.1", taken_port)


def test_a_free_port_is_accepted_twice(taken_port):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    check_port("127.0.0.1", free)
    check_port("127.0.0.1", free)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_outside_the_range_is_refused(port):
    with pytest.raises(CannotServe, match="between 1 and 65535"):
        check_port("127.0.0.1", port)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(CannotServe, match=r"not writable.*DATA_DIR="):
        check_data_dir(tmp_path / "absent")


def test_an_empty_folder_is_accepted(tmp_path):
    check_data_dir(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "not a number", "999999999"])
def test_a_stale_pid_file_means_nothing(tmp_path, content):
    (tmp_path / PID_FILE).write_text(content)

    assert running_supervisor(tmp_path) is None


def test_the_process_of_a_stranger_is_not_taken_for_a_supervisor(tmp_path):
    (tmp_path / PID_FILE).write_text(str(os.getpid()))

    assert running_supervisor(tmp_path) is None
