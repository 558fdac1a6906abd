"""Who says how a kind is reviewed, and from when it counts."""

from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from learning_objects.data import SCENARIO
from moderation.api import ensure_central_institute, set_rule
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_chief_sets_the_rule_and_what_is_in_review_keeps_its_plan(now) -> None:
    before = make_submission(now=now)
    institute, chief = ensure_central_institute(), make_user("chief_moderator")
    set_rule(institute=institute, kind=SCENARIO, by=chief, now=now, second_reader=True)
    after = make_submission(now=now)
    before.refresh_from_db()
    assert (before.seats, after.seats) == (1, 2)
    set_rule(institute=institute, kind=SCENARIO, by=chief, now=now, second_reader=False)
    assert make_submission(now=now).seats == 1


@pytest.mark.parametrize("role", ["author", "moderator", "methodologist"])
def test_others_do_not(now, role) -> None:
    with pytest.raises(NotAllowed):
        set_rule(
            institute=ensure_central_institute(),
            kind=SCENARIO,
            by=make_user(role),
            now=now,
            second_reader=True,
        )
