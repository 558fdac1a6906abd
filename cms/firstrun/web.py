"""The WSGI application as the supervised server loads it.

A worker of the server must not outlive its parent: killed without a chance to clean up, the
parent would leave workers that hold the port, and the supervisor could not start a new server.

Its workers count requests in one shared folder, which has to be named before they count.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from cms.settings import env

os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(env.data_dir() / "metrics"))
Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True)

from cms.wsgi import application  # noqa: E402

__all__ = ["application"]

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
