from __future__ import annotations

import pytest

from assessment.api import add_item, make_ready, reopen_item, retire_item
from assessment.data import AssessmentItem
from assessment.states import MACHINE
from core.api import now
from core.errors import TransitionRefused
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_from_draft_to_ready_to_retired_and_back():
    made = make_bank_item()
    for action, status in ((make_ready, "ready"), (retire_item, "retired"), (reopen_item, "draft")):
        action(bank_item=made, by=made.owner, now=now())
        made.refresh_from_db()
        assert made.status == status


def test_what_asks_nothing_is_not_made_ready():
    author = make_user("author")
    made = add_item(item=AssessmentItem(stimulus="Текст"), by=author, now=now())
    with pytest.raises(TransitionRefused) as refused:
        make_ready(bank_item=made, by=author, now=now())
    assert refused.value.code == "guard"


@pytest.mark.parametrize("action", [make_ready, retire_item, reopen_item])
def test_only_the_owner_moves_an_item(action):
    made = make_bank_item(shared=True)
    with pytest.raises(TransitionRefused) as refused:
        action(bank_item=made, by=make_user("administrator"), now=now())
    assert refused.value.code == "permission"


def test_a_retired_item_is_not_made_ready_at_once():
    assert [step.name for step in MACHINE.allowed_from("retired")] == ["reopen"]
