"""Commands of ``moderation``."""
