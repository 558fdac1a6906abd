"""One machine: SQLite, local files, embedded search. The default of ``make run``."""

from cms.settings.base import *
