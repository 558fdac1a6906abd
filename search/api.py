"""The door of ``search``."""

from search.actions.rebuilding import rebuild
from search.actions.writing import run_writer
from search.placing.matching import match_plan, match_topic
from search.queries import search
from search.suggestions import suggest
from search.verification import verify

__all__ = ["match_plan", "match_topic", "rebuild", "run_writer", "search", "suggest", "verify"]
