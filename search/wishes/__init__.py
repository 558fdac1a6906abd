"""What the library has not and people ask authors for."""
