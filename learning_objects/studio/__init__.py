"""The editing screen: Wagtail's own edit view, trimmed and gated."""
