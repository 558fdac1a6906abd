"""The door of ``core``."""

from core.actions.audit import record, record_all
from core.actions.outbox import acknowledge, emit, emit_all, register_consumer
from core.archives.names import check_name, folded_name, printable
from core.archives.reader import open_archive
from core.archives.writer import create_archive, replaced_file, write_archive
from core.clock import now
from core.html import clean_html
from core.ids import derived_uuid, new_uuid
from core.launcher import run_limited
from core.queries import outbox_lag, pending, read_trail
from core.repeating import repeat
from core.safe_xml import parse_xml
from core.servants import LimitedServant
from core.spreadsheets import defuse
from core.tables.reading import read_lines, read_table
from core.text.analyzer import (
    Token,
    analyze,
    beginnings_of,
    fold_word,
    folded_words,
    is_in_dictionary,
    lemmas,
    lemmas_of_word,
    word_lemmas,
)
from core.text.folding import fold, sort_key
from core.text.names import names_a_person
from core.text.plurals import plural_ru
from core.transitions import machines

__all__ = [
    "LimitedServant",
    "Token",
    "acknowledge",
    "analyze",
    "beginnings_of",
    "check_name",
    "clean_html",
    "create_archive",
    "defuse",
    "derived_uuid",
    "emit",
    "emit_all",
    "fold",
    "fold_word",
    "folded_name",
    "folded_words",
    "is_in_dictionary",
    "lemmas",
    "lemmas_of_word",
    "machines",
    "names_a_person",
    "new_uuid",
    "now",
    "open_archive",
    "outbox_lag",
    "parse_xml",
    "pending",
    "plural_ru",
    "printable",
    "read_lines",
    "read_table",
    "read_trail",
    "record",
    "record_all",
    "register_consumer",
    "repeat",
    "replaced_file",
    "run_limited",
    "sort_key",
    "word_lemmas",
    "write_archive",
]
