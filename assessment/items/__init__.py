"""The item model: pure data, checked when it is made."""
