"""Tables of ``moderation``."""
