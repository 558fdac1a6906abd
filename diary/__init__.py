"""What a pupil and a family see of a week."""
