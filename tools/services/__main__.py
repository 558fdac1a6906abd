"""Runs a command with the services of the scaled form around it.

python -m tools.services [--only postgresql,redis] -- COMMAND [ARGUMENT ...]

The command finds ``DATABASE_URL``, ``REDIS_URL`` and so on in its environment; its exit status is
ours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from tools.services.installing import install
from tools.services.processes import ServiceFailed
from tools.services.together import SERVICES, services


def main(arguments: list[str] | None = None) -> int:
    """Start, run, stop; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.services", description=__doc__)
    parser.add_argument(
        "--only", default=",".join(SERVICES), help="names with commas (default: %(default)s)"
    )
    parser.add_argument("command", nargs="+", help="what to run, after --")
    given = parser.parse_args(arguments)
    names = [name.strip() for name in given.only.split(",") if name.strip()]
    unknown = sorted(set(names) - set(SERVICES))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(SERVICES)}")
    return run_beside(names, given.command)


def run_beside(names: list[str], command: list[str], install_beside: Sequence[str] = ()) -> int:
    """Run ``command`` beside the services ``names``; say in words why it could not be done."""
    install([*names, *install_beside])
    try:
        with services(names) as settings:
            print("services: " + ", ".join(names), file=sys.stderr, flush=True)
            return _run(command, {**os.environ, **settings})
    except ServiceFailed as error:
        print(f"services: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run the command in the foreground; a Ctrl-C is its own, and we wait for its end."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except (KeyboardInterrupt, SystemExit):
        process.terminate()
        process.wait()
        raise


if __name__ == "__main__":
    sys.exit(main())
