"""Public pages: readable by everybody, without an account."""
