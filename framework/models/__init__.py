"""Tables of ``framework``."""

from framework.models.framework import Framework, FrameworkVersion
from framework.models.node import FrameworkNode

__all__ = ["Framework", "FrameworkNode", "FrameworkVersion"]
