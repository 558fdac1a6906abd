"""GIFT, the text format of Moodle: parsed into a tree, the tree made into items, and back."""
