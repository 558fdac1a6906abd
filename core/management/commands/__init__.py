"""Management commands of ``core``."""
