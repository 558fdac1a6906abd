"""The door of ``framework``."""

from framework.actions.importing import ensure_framework, import_frp, import_starter
from framework.actions.publishing import publish_version
from framework.actions.receiving import receive_nodes, unknown_nodes
from framework.labels import node_label, path_label, path_labels
from framework.queries import get_node, search_nodes
from framework.snapshot import forget_tree, get_tree
from framework.widgets import TopicChooser

__all__ = [
    "TopicChooser",
    "ensure_framework",
    "forget_tree",
    "get_node",
    "get_tree",
    "import_frp",
    "import_starter",
    "node_label",
    "path_label",
    "path_labels",
    "publish_version",
    "receive_nodes",
    "search_nodes",
    "unknown_nodes",
]
