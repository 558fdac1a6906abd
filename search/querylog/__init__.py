"""What people look for, in numbers: kept without anything that tells who they are."""
