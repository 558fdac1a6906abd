"""Commands of ``exporters``."""
