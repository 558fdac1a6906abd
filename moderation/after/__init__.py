"""What comes after a decision, over REST."""
