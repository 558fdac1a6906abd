"""Tables of ``search``: what was asked (without people), saved searches, wishes."""

from search.models.query_log import ChosenDay, QueryDay, SearchDay
from search.models.saved import SavedMatch, SavedSearch, SavedTerm
from search.models.wish import Wish

__all__ = [
    "ChosenDay",
    "QueryDay",
    "SavedMatch",
    "SavedSearch",
    "SavedTerm",
    "SearchDay",
    "Wish",
]
