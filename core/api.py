"""The door of ``core``."""

from core.actions.audit import record, record_all
from core.actions.outbox import acknowledge, emit, emit_all, register_consumer
from core.clock import now
from core.html import clean_html
from core.ids import derived_uuid, new_uuid
from core.queries import pending, read_trail
from core.text.analyzer import Token, analyze, fold_word, lemmas, word_lemmas
from core.text.folding import fold, sort_key
from core.text.plurals import plural_ru
from core.transitions import machines

__all__ = [
    "Token",
    "acknowledge",
    "analyze",
    "clean_html",
    "derived_uuid",
    "emit",
    "emit_all",
    "fold",
    "fold_word",
    "lemmas",
    "machines",
    "new_uuid",
    "now",
    "pending",
    "plural_ru",
    "read_trail",
    "record",
    "record_all",
    "register_consumer",
    "sort_key",
    "word_lemmas",
]
