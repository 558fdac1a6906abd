"""Commands of ``learning_objects``."""
