"""Management commands of ``learning_objects``."""
