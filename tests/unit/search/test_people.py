import pytest

from accounts.api import erase_person, merge_people
from core.api import now
from search.models import SavedSearch
from tests.factories.people import make_user
from tests.factories.searches import make_saved, make_wish

pytestmark = pytest.mark.django_db


def test_a_merge_keeps_each_search_once() -> None:
    kept, gone = make_user("teacher"), make_user("teacher")
    for person in (kept, gone):
        make_saved("закон", by=person)
        make_wish("опыты с магнитами", by=person)
    make_saved("дроби", by=gone)
    merge_people(kept=kept, gone=gone, by=make_user("administrator"), now=now())
    rows = SavedSearch.objects.all()
    assert {row.user for row in rows} == {kept}
    assert sorted(row.name for row in rows) == ["дроби", "закон", "опыты с магнитами"]


def test_an_erasure_removes_them() -> None:
    person = make_user("teacher")
    make_saved("закон", by=person)
    erase_person(user=person, by=make_user("administrator"), now=now())
    assert not SavedSearch.objects.exists()
