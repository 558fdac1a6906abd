"""The door of ``search``."""

from search.actions.rebuilding import rebuild
from search.actions.saving import (
    delete_search,
    pause_search,
    rename_search,
    restore_search,
    save_search,
)
from search.actions.sweeping import sweep_searches
from search.actions.wishing import ask_for_material
from search.actions.writing import run_writer
from search.placing.matching import match_plan, match_topic
from search.queries import search
from search.selection.selecting import suggest
from search.suggestions import suggest_queries
from search.verification import verify

__all__ = [
    "ask_for_material",
    "delete_search",
    "match_plan",
    "match_topic",
    "pause_search",
    "rebuild",
    "rename_search",
    "restore_search",
    "run_writer",
    "save_search",
    "search",
    "suggest",
    "suggest_queries",
    "sweep_searches",
    "verify",
]
