"""Settings of ``bench.search``: the embedded form plus the peer's model, in ``DATA_DIR``.

Tables are made from the models at once: the migrations would take longer than they matter, and what
they do besides (triggers, first rows) no search looks at.
"""

import os

from bench.relevance.settings import *  # noqa: F403
from bench.relevance.settings import DATA_DIR

# ``bench.search.writing`` writes into a copy.
SEARCH_INDEX_DIR = DATA_DIR / os.environ.get("BENCH_INDEX", "index")
