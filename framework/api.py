"""The door of ``framework``."""

from framework.labels import node_label, path_label, path_labels
from framework.queries import get_node, search_nodes
from framework.snapshot import forget_tree, get_tree

__all__ = [
    "forget_tree",
    "get_node",
    "get_tree",
    "node_label",
    "path_label",
    "path_labels",
    "search_nodes",
]
