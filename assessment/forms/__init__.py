"""Interactions as plain forms, and what was sent as answers in the shapes of the item model."""
