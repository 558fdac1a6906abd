"""What a lesson is about and what is used on it."""
