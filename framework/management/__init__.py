"""Commands of ``framework``."""
