"""The door of ``assessment``."""

from assessment.actions.adding import add_item, add_items, preview_items
from assessment.actions.files import sweep_files
from assessment.actions.importing import (
    preview_import,
    read_import,
    stage_items,
    write_import,
)
from assessment.actions.moving import make_ready, reopen_item, retire_item
from assessment.actions.offering import offer_items
from assessment.actions.revising import change_facts, copy_item, restore_version, revise_item
from assessment.actions.sharing import end_sharing, set_audience, share_with
from assessment.actions.using import forget_use, record_use
from assessment.circles import circles_of, register_circle
from assessment.explaining import explain
from assessment.learner_views import learner_view
from assessment.queries import get_content, get_item, list_items, uses_of, versions_of
from assessment.references import to_show
from assessment.scoring.item_scoring import score_item as score
from assessment.uses import register_use

__all__ = [
    "add_item",
    "add_items",
    "change_facts",
    "circles_of",
    "copy_item",
    "end_sharing",
    "explain",
    "forget_use",
    "get_content",
    "get_item",
    "learner_view",
    "list_items",
    "make_ready",
    "offer_items",
    "preview_import",
    "preview_items",
    "read_import",
    "record_use",
    "register_circle",
    "register_use",
    "reopen_item",
    "restore_version",
    "retire_item",
    "revise_item",
    "score",
    "set_audience",
    "share_with",
    "stage_items",
    "sweep_files",
    "to_show",
    "uses_of",
    "versions_of",
    "write_import",
]
