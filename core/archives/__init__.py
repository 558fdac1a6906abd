"""ZIP archives from strangers, read safely; and our own, written the same way every time."""
