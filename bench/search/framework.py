"""Makes the empty database of a library with its framework, in ``DATA_DIR``."""

from __future__ import annotations

import django
from django.core.management import call_command


def main() -> None:
    """Make the tables and import the federal programmes, or the starter without them."""
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("ensure_framework", verbosity=0)


if __name__ == "__main__":
    main()
