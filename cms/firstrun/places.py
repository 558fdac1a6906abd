"""Whether the port is free and the data folder is ours to write."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from pathlib import Path

from cms.firstrun.errors import CannotServe

PID_FILE = "supervisord.pid"


def check_port(host: str, port: int) -> None:
    """Raise :class:`CannotServe` unless ``port`` (1 to 65535) can be listened on at ``host``."""
    if not 0 < port < 65536:
        raise CannotServe(f"PORT must be between 1 and 65535, not {port}.")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
    except socket.gaierror as error:
        raise CannotServe(f"LISTEN is not an address of this machine: {host}.") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise CannotServe(_port_problem(error, host, port)) from error


def _port_problem(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return (
            f"Port {port} is in use by another program. "
            f"Stop it, or choose another port: make run PORT={other}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator's rights; choose one above 1023: PORT=8000"
    return f"Cannot listen on {host}:{port}: {error.strerror}."


def check_data_dir(folder: Path) -> None:
    """Raise :class:`CannotServe` unless ``folder`` is writable and no other server uses it."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotServe(
            f"The data folder {folder} is not writable ({error.strerror}). "
            "Give yourself rights to it, or choose another: make run DATA_DIR=~/mesh-data"
        ) from error
    running = running_supervisor(folder)
    if running:
        raise CannotServe(
            f"A server already works on the data folder {folder} (process {running}). "
            f"Stop it (kill {running}), or choose another folder: make run DATA_DIR=~/mesh-data"
        )


def running_supervisor(folder: Path) -> int | None:
    """Return the process id of the supervisor that works on ``folder``, or ``None``.

    A process id may have been given to a stranger since, so on Linux its command line must name
    the supervisor's configuration in this very folder.
    """
    try:
        process = int((folder / PID_FILE).read_text(encoding="ascii"))
        os.kill(process, 0)
    except (OSError, ValueError):
        return None
    command_line = Path(f"/proc/{process}/cmdline")
    if not command_line.exists():
        return process
    return process if str(folder).encode() in command_line.read_bytes() else None
