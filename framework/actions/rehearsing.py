"""Doing something to see what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from framework.snapshot import forget_tree


@contextmanager
def rehearsal(*, dry_run: bool = True) -> Iterator[None]:
    """Run what is inside in one transaction and, with ``dry_run``, take it all back at the end.

    Lets a command tell what an import would do: the import itself runs, and nothing stays.
    """
    try:
        with transaction.atomic():
            yield
            if dry_run:
                transaction.set_rollback(True)
    finally:
        if dry_run:
            forget_tree()
