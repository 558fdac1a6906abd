"""Finding published learning objects."""
