"""Tables of ``framework``."""

from framework.models.change import NodeChange, NodeComment, NodeSuccession
from framework.models.crosswalk import Crosswalk
from framework.models.framework import Framework, FrameworkVersion
from framework.models.node import FrameworkNode
from framework.models.received import ReceivedNode

__all__ = [
    "Crosswalk",
    "Framework",
    "FrameworkNode",
    "FrameworkVersion",
    "NodeChange",
    "NodeComment",
    "NodeSuccession",
    "ReceivedNode",
]
