"""Tables of ``framework``."""

from framework.models.framework import Framework, FrameworkVersion
from framework.models.node import FrameworkNode
from framework.models.received import ReceivedNode

__all__ = ["Framework", "FrameworkNode", "FrameworkVersion", "ReceivedNode"]
