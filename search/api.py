"""The door of ``search``."""

from search.actions.rebuilding import rebuild
from search.actions.writing import run_writer
from search.placing.matching import match_plan, match_topic
from search.queries import search
from search.selection.selecting import suggest
from search.suggestions import suggest_queries
from search.verification import verify

__all__ = [
    "match_plan",
    "match_topic",
    "rebuild",
    "run_writer",
    "search",
    "suggest",
    "suggest_queries",
    "verify",
]
