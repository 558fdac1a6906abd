"""The door of ``framework``."""

from framework.actions.comments import settle_comment, write_comment
from framework.actions.crosswalks import import_crosswalks, link_nodes, unlink_nodes
from framework.actions.drafting import discard_draft, open_draft
from framework.actions.editing import add_node, change_node, move_node, retire_node
from framework.actions.importing import ensure_framework, import_frp, import_starter
from framework.actions.importing_case import CaseWishes, import_case
from framework.actions.importing_tables import TableWishes, import_table
from framework.actions.joining import merge_nodes, split_node, take_back
from framework.actions.outlines import import_crosswalk_file, import_outline, import_shipped
from framework.actions.publishing import publish_version
from framework.actions.receiving import receive_nodes, unknown_nodes
from framework.actions.rehearsing import rehearsal
from framework.actions.succession import preview_changes
from framework.change_queries import changes_of, edition_title, ended_nodes
from framework.consequences import register_consequence
from framework.exporting import export_case, export_frp, export_table
from framework.keys import slug as title_slug
from framework.labels import node_label, path_label, path_labels
from framework.queries import get_node, search_nodes
from framework.snapshot import forget_tree, get_tree
from framework.widgets import TopicChooser

__all__ = [
    "CaseWishes",
    "TableWishes",
    "TopicChooser",
    "add_node",
    "change_node",
    "changes_of",
    "discard_draft",
    "edition_title",
    "ended_nodes",
    "ensure_framework",
    "export_case",
    "export_frp",
    "export_table",
    "forget_tree",
    "get_node",
    "get_tree",
    "import_case",
    "import_crosswalk_file",
    "import_crosswalks",
    "import_frp",
    "import_outline",
    "import_shipped",
    "import_starter",
    "import_table",
    "link_nodes",
    "merge_nodes",
    "move_node",
    "node_label",
    "open_draft",
    "path_label",
    "path_labels",
    "preview_changes",
    "publish_version",
    "receive_nodes",
    "register_consequence",
    "rehearsal",
    "retire_node",
    "search_nodes",
    "settle_comment",
    "split_node",
    "take_back",
    "title_slug",
    "unknown_nodes",
    "unlink_nodes",
    "write_comment",
]
