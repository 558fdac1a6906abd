"""Repeats what the supervised programs print on the terminal, each line under its name.

Run by supervisord as an event listener: events come on the standard input, answers go to the
standard output, and what is written to the standard error reaches the terminal. When the web
server has come up, the address and the demo accounts are printed last, where they are seen.
"""

from __future__ import annotations

import http.client
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from supervisor import childutils

# Seconds; a slow or busy machine loads the site for more than a minute, and without the address
# nobody knows where the library is.
READY_WITHIN = 600.0


def main(stdin: TextIO, stdout: TextIO, terminal: TextIO) -> None:
    """Answer events until the supervisor closes the standard input."""
    listener = childutils.EventListenerProtocol()
    welcomed = False
    while True:
        listener.ready(stdout)
        line = stdin.readline()
        if not line:
            return
        header = childutils.get_headers(line)
        payload = stdin.read(int(header["len"]))
        if header["eventname"].startswith("PROCESS_LOG"):
            terminal.write(labelled(payload))
        elif not welcomed and "processname:web " in payload and is_answering():
            terminal.write(welcome(os.environ))
            welcomed = True
        terminal.flush()
        listener.ok(stdout)


def labelled(payload: str) -> str:
    """Return the log lines of one event, each after the name of its program."""
    headers, data = childutils.eventdata(payload)
    name = headers["processname"]
    return "".join(f"{name:>6} | {line}\n" for line in data.splitlines())


def is_answering() -> bool:
    """Wait until the web server answers a request; say whether it did within the limit.

    The port alone says nothing: it is open before the first worker has loaded the site.
    """
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        link = http.client.HTTPConnection(
            os.environ["MESH_LISTEN"], int(os.environ["MESH_PORT"]), timeout=READY_WITHIN
        )
        try:
            link.request("HEAD", "/robots.txt", headers={"Host": "localhost"})
            link.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return True
        finally:
            link.close()
    return False


def welcome(environment: os._Environ[str] | dict[str, str]) -> str:
    """Return the address and the demo accounts as they are shown on the terminal."""
    accounts = Path(environment["MESH_ACCOUNTS_FILE"])
    lines = ["", f"The library is open: {environment['MESH_ADDRESS']}", ""]
    if accounts.is_file():
        lines += [accounts.read_text(encoding="utf-8").rstrip(), ""]
    return "\n".join([*lines, "Ctrl-C stops everything.", ""])


if __name__ == "__main__":
    main(sys.stdin, sys.stdout, sys.stderr)
