"""Commands of ``search``."""
