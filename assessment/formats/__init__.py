"""Formats: files of other systems in and out; pure, on bytes."""
