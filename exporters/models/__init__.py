"""Tables of ``exporters``."""
