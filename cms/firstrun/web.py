"""The WSGI application as the supervised server loads it.

A worker of the server must not outlive its parent: killed without a chance to clean up, the
parent would leave workers that hold the port, and the supervisor could not start a new server.
"""

from __future__ import annotations

import ctypes
import signal
import sys

from cms.wsgi import application

__all__ = ["application"]

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
