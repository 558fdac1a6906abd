"""A bare Wagtail snippet, as the peer of ``bench.lifecycle``."""
