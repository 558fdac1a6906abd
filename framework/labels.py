"""Names of nodes in words, for people."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framework.data import ADVANCED, BASIC, OF_A_SCHOOL, PROGRAMME, Node, Tree
from framework.snapshot import get_tree

SEPARATOR = " → "


def node_label(node: Node) -> str:
    """Return the node's title in the reader's language, or words that stand for a missing one.

    A code that people quote stands before it: «1.2 Дроби».
    """
    title = title_of(node)
    if title:
        return f"{node.code} {title}" if node.code else title
    return _("Section without a title")


def title_of(node: Node) -> str:
    """Return the title in the reader's language where the framework has one; may be empty."""
    return words_of(node.title, node.title_en)


def words_of(title: str, title_en: str) -> str:
    """Return the English title to readers of English where there is one, else the other."""
    return title_en if title_en and (get_language() or "").startswith("en") else title


def path_labels(uuid: UUID) -> tuple[str, ...]:
    """Return the names from the subject down to the node; empty for an unknown ``uuid``.

    A node that an edition ended is called what it was called last. Untitled sections on the way
    are left out. A programme shows only where the subject is taught at a basic and an advanced
    level, and then by the level alone. What is not a school's own framework names itself first:
    «Математика» of a codifier is not the subject.
    """
    tree = get_tree()
    path = tree.path(uuid)
    if not path:
        former = tree.former.get(uuid)
        return (*former.path, former.title) if former else ()
    above = [_foreign_label(tree, path[0]), *(_step_label(node) for node in path[:-1])]
    return (*(label for label in above if label), node_label(path[-1]))


def _foreign_label(tree: Tree, root: Node) -> str:
    facts = tree.frameworks.get(root.framework_key)
    if facts is None or facts.kind in OF_A_SCHOOL:
        return ""
    english = (get_language() or "").startswith("en")
    return facts.title_en if english and facts.title_en else facts.title


def path_label(uuid: UUID) -> str:
    """Return :func:`path_labels` as one line; empty for an unknown ``uuid``."""
    return SEPARATOR.join(path_labels(uuid))


def level_label(node: Node) -> str:
    """Return "basic level" or "advanced level"; empty where a subject has one programme only."""
    return {BASIC: _("basic level"), ADVANCED: _("advanced level")}.get(node.variant, "")


def _step_label(node: Node) -> str:
    return level_label(node) if node.kind == PROGRAMME else title_of(node)
