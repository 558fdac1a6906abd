"""Writes of ``learning_objects``: one file for each family of verbs."""
