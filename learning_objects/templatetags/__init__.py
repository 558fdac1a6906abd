"""Template tags of ``learning_objects``."""
