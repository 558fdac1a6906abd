"""Subjects as what a role may be limited to."""

from __future__ import annotations

from accounts.data import ScopeChoice
from framework.labels import node_label
from framework.snapshot import get_tree


def subject_choices() -> list[ScopeChoice]:
    """Return the subjects of all published frameworks in tree order; no query when warm."""
    tree = get_tree()
    return [ScopeChoice(uuid, str(node_label(tree.nodes[uuid]))) for uuid in tree.subjects]
