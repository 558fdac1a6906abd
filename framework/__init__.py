"""Thematic frameworks: versions, nodes and the tree that everything is indexed against."""
