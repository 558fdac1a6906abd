"""Limits itself and becomes another program: ``launcher_preparer.py CPU MEMORY COMMAND …``.

Run by :mod:`core.launcher` as a script, without the project on its path.
"""

from __future__ import annotations

import os
import resource
import sys


def main() -> None:
    """Set the limits and hand over."""
    cpu, memory = int(sys.argv[1]), int(sys.argv[2])
    command = sys.argv[3:]
    # The second figure is for what does not end at the first: it is killed.
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    _limit(resource.RLIMIT_AS, memory, memory)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_CORE, 0, 0)
    os.execvp(command[0], command)  # noqa: S606  # nosec B606  # no shell, and the command is ours


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit, never above one that holds already; a system that knows none goes without."""
    most = resource.getrlimit(what)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
