"""What the methodologist's workbench reads and says; the writes are ``framework.actions``."""
