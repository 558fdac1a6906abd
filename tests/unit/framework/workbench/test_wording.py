import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from framework.actions.comments import CommentRefused
from framework.actions.crosswalks import CrosswalkRefused
from framework.actions.drafting import EditionExists, NotADraft
from framework.actions.editing import EditRefused
from framework.actions.publishing import EditionOutdated
from framework.models import Framework, FrameworkVersion
from framework.workbench.wording import REFUSALS, refusal_of, words_for

EDITS = (
    "gone", "own_branch", "kind", "title", "hours", "deep", "apart", "few", "place", "changed"
)  # fmt: skip
WALKS = ("unknown", "same_framework", "relation")
ERRORS = [
    *(EditRefused(code) for code in EDITS),
    *(CrosswalkRefused(code) for code in WALKS),
    CommentRefused(),
    EditionExists("2026"),
    EditionOutdated("2027"),
    Framework.DoesNotExist(),
    FrameworkVersion.DoesNotExist(),
    NotADraft(),
    TransitionRefused("publish", "guard", "Редакцию без единого узла опубликовать нельзя."),
    TransitionRefused("publish", "state"),
]


def refuse(error):
    raise error


def test_every_refusal_has_words_of_its_own():
    words = [words_for(error) for error in ERRORS]
    assert all(len(text) > 10 for text in words)
    assert {type(error) for error in ERRORS} == set(REFUSALS)
    # A discarded draft has one sentence for two errors, and so has one that is no draft any more.
    assert len(set(words)) == len(words) - 2


def test_what_is_done_has_no_words():
    assert refusal_of(lambda: None) == ""
    assert "2027" in refusal_of(lambda: refuse(EditionOutdated("2027")))


@pytest.mark.parametrize("error", [NotAllowed("x"), TransitionRefused("publish", "permission")])
def test_what_is_not_ones_own_to_do_is_forbidden(error):
    with pytest.raises(PermissionDenied):
        refusal_of(lambda: refuse(error))
