"""Makes the empty database of a library with its framework, in ``DATA_DIR``."""

from __future__ import annotations

import django
from django.core.management import call_command

MOST_ITEMS = 10_000


def main() -> None:
    """Make the tables and import the federal programmes, or the starter without them."""
    django.setup()
    from core.api import acknowledge, pending
    from search.registration import CONSUMER

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("ensure_framework", verbosity=0)
    # The first writer would build the index anew for it, in the midst of what is measured.
    acknowledge(ids=[item.pk for item in pending(consumer=CONSUMER, limit=MOST_ITEMS)])


if __name__ == "__main__":
    main()
