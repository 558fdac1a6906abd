"""The peer of ``bench.search``: one bare model indexed by Wagtail's own SQLite search."""
