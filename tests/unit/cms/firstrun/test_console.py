"""Log lines come labelled, and the address comes when the server listens."""

import http.server
import io
import threading

import pytest

from cms.firstrun import console


def _event(name: str, payload: str) -> str:
    return f"ver:3.0 serial:1 eventname:{name} len:{len(payload)}\n{payload}"


def test_each_line_has_the_name_of_its_program():
    payload = "processname:web groupname:web pid:7 channel:stdout\nfirst\nsecond"

    assert console.labelled(payload) == "   web | first\n   web | second\n"


class _NotFound(http.server.BaseHTTPRequestHandler):
    """A server that answers, if only with 404."""

    def do_HEAD(self):
        self.send_error(404)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def listening(monkeypatch, tmp_path):
    accounts = tmp_path / "demo-accounts.txt"
    accounts.write_text("author  — secret\n", encoding="utf-8")
    with http.server.HTTPServer(("127.0.0.1", 0), _NotFound) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("MESH_LISTEN", "127.0.0.1")
        monkeypatch.setenv("MESH_PORT", str(server.server_port))
        monkeypatch.setenv("MESH_ADDRESS", "http://library.test/")
        monkeypatch.setenv("MESH_ACCOUNTS_FILE", str(accounts))
        yield
        server.shutdown()
        thread.join()


def test_the_address_is_told_once_and_every_event_is_answered(listening):
    running = "processname:web groupname:web from_state:STARTING pid:7"
    log = "processname:tasks groupname:tasks pid:8 channel:stdout\nready\n"
    events = [
        _event("PROCESS_STATE_RUNNING", running),
        _event("PROCESS_LOG_STDOUT", log),
        _event("PROCESS_STATE_RUNNING", running),
    ]
    answers, terminal = io.StringIO(), io.StringIO()

    console.main(io.StringIO("".join(events)), answers, terminal)

    assert answers.getvalue().count("RESULT 2\nOK") == 3
    assert terminal.getvalue().count("http://library.test/") == 1
    assert "author  — secret" in terminal.getvalue()
    assert terminal.getvalue().endswith(" tasks | ready\n")


def test_without_demo_accounts_only_the_address_is_told(tmp_path):
    text = console.welcome(
        {"MESH_ADDRESS": "http://library.test/", "MESH_ACCOUNTS_FILE": str(tmp_path / "none")}
    )

    assert text.splitlines()[1] == "The library is open: http://library.test/"
