"""A bare Wagtail page, as the peer of ``bench.pages``."""
