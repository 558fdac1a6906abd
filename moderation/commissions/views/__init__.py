"""Pages of commissioning."""
