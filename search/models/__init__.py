"""Tables of ``search``."""
