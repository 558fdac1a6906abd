"""Commands of ``notices``."""
