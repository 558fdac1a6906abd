"""Commands of ``accounts``."""
