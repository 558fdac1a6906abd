"""Pages of ``exporters``."""
