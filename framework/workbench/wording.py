"""Refusals of the actions in words: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from framework.actions.comments import LONGEST_COMMENT, CommentRefused
from framework.actions.crosswalks import CrosswalkRefused
from framework.actions.drafting import EditionExists, NotADraft
from framework.actions.editing import (
    DEEPEST,
    LONGEST_CONTENT,
    LONGEST_TITLE,
    MOST_HOURS,
    EditRefused,
)
from framework.actions.publishing import EditionOutdated
from framework.models import Framework, FrameworkVersion

REFUSALS = (
    CommentRefused,
    CrosswalkRefused,
    EditRefused,
    EditionExists,
    EditionOutdated,
    Framework.DoesNotExist,
    FrameworkVersion.DoesNotExist,
    NotADraft,
    TransitionRefused,
)


def refusal_of(act: Callable[[], object]) -> str:
    """Do it and return in words why it was refused; empty when it is done.

    Raises ``PermissionDenied`` when it was not theirs to do.
    """
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except REFUSALS as error:
        if isinstance(error, TransitionRefused) and error.code == "permission":
            raise PermissionDenied from error
        return words_for(error)
    return ""


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal."""
    if isinstance(error, EditRefused):
        return _edit_words(error.code)
    if isinstance(error, CrosswalkRefused):
        return _crosswalk_words(error.code)
    if isinstance(error, CommentRefused):
        return _("Write the comment, at most %(limit)d characters.") % {"limit": LONGEST_COMMENT}
    return _edition_words(error)


def _edition_words(error: Exception) -> str:
    if isinstance(error, EditionExists):
        return _("The framework has an edition “%(label)s” already. Choose another name.") % {
            "label": error.label
        }
    if isinstance(error, EditionOutdated):
        return _(
            "Meanwhile the edition “%(label)s” has been published, and this draft does not know its"
            " changes. Open a new draft and make the changes there."
        ) % {"label": error.label}
    if isinstance(error, TransitionRefused) and error.code == "guard":
        return error.reason
    if isinstance(error, Framework.DoesNotExist | FrameworkVersion.DoesNotExist):
        return _("Somebody has discarded this draft meanwhile.")
    return _(
        "This edition is no longer a draft: somebody has published it meanwhile. Open the next"
        " draft to go on."
    )


def _edit_words(code: str) -> str:
    words = {
        "gone": _(
            "The node, or the place for it, is no longer in the draft: somebody has moved, merged"
            " or retired it meanwhile."
        ),
        "own_branch": _("A node cannot stand below itself or go on as a part of itself."),
        "kind": _("A node of this kind does not stand there: outer kinds do not go into inner."),
        "title": _("Write a title of at most %(limit)d characters.") % {"limit": LONGEST_TITLE},
        "hours": _("Hours are a whole number from 0 to %(limit)d.") % {"limit": MOST_HOURS},
        "content": _("The content text has at most %(limit)d characters.")
        % {"limit": LONGEST_CONTENT},
        "holds": _(
            "Nodes of the edition before stand below it. First move them elsewhere, or take them"
            " back."
        ),
        "deep": _("The tree has at most %(limit)d levels.") % {"limit": DEEPEST},
        "apart": _("Only nodes of one kind can be merged."),
        "few": _("Name at least one more node or part."),
        "place": _("Say where the node goes."),
        "changed": _(
            "Meanwhile somebody has changed this node. What you typed is kept here, and nothing is"
            " stored: compare it with what the node says now, and send it again."
        ),
    }
    return words[code]


def _crosswalk_words(code: str) -> str:
    words = {
        "unknown": _("One of the nodes is in no published framework."),
        "same_framework": _("Both nodes are of one framework; choose a node of another."),
        "relation": _("Choose a relation, and a confidence from 1 to 100 %."),
    }
    return words[code]
