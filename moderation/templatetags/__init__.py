"""Template tags of ``moderation``."""
