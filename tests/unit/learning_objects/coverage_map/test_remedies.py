from uuid import uuid4

import pytest

from framework.api import get_tree
from learning_objects.coverage_map.remedies import Remedy, find_remedies
from moderation.commissions.remedies import find_remedies as find_calls
from tests.factories.commissions import make_call
from tests.factories.framework import load_programmes
from tests.factories.library import CURRENT, HEAT, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(tmp_path):
    load_programmes(tmp_path / "programmes")
    return get_tree().subject_of(topic(CURRENT)).uuid


def test_a_methodologist_of_the_subject_may_call_for_authors(subject, django_assert_num_queries):
    gaps = [(topic(HEAT), "scenario"), (topic(CURRENT), "material")]
    by = make_user("methodologist", subject=subject)
    call = make_call(by=by, node=topic(HEAT))
    found = find_remedies(by, subject, gaps)
    [standing] = found[gaps[0]]
    assert (standing.label, standing.begins) == (call.title, False)
    [begin] = found[gaps[1]]
    assert begin.label == "Заказать"
    assert begin.url.endswith(f"?node={topic(CURRENT)}&kind=material")
    with django_assert_num_queries(1):
        find_calls(by, subject, gaps)


def test_others_see_gaps_without_a_way(subject):
    gaps = [(topic(HEAT), "scenario")]
    other = make_user("methodologist", subject=uuid4())
    assert find_remedies(other, subject, gaps) == {}
    assert find_remedies(make_user("administrator"), subject, gaps) == {}
    assert find_remedies(make_user("methodologist"), None, gaps) == {}


def test_a_remedy_begins_something_unless_it_says_otherwise():
    assert Remedy("Заказать", "/calls/new/").begins
