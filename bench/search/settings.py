"""Settings of ``bench.search``: the embedded form plus the peer's model, in ``DATA_DIR``.

Tables are made from the models at once: the migrations would take longer than they matter, and what
they do besides (triggers, first rows) no search looks at.
"""

from bench.relevance.settings import *  # noqa: F403
