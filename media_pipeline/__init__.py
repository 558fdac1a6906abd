"""Uploaded files: checked on intake, kept, served."""
