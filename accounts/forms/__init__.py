"""Forms of ``accounts``."""
