from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.api import list_items
from assessment.data import ItemFilter
from core.api import now
from framework.api import get_tree
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["СИЛУ", "силы", "ньютон", "измерять", "еди", "Ёжик", "ежики", "единица силы"]
)
def test_items_are_found_by_any_form_of_a_word(text):
    made = make_bank_item(stimulus="<p>Ёжики идут.</p>")
    make_bank_item(by=made.owner, title="Другое", stimulus="Волга").save()
    assert made in list_items(made.owner, ItemFilter(text=text))


def test_hidden_notes_and_other_words_find_nothing():
    made = make_bank_item()
    for text in ("учебнику", "мощности", "Волга"):
        assert not list_items(made.owner, ItemFilter(text=text)).exists()


def test_lists_are_narrowed():
    made, other = make_bank_item(tags=("Физика",)), make_bank_item(shared=True)
    me = made.owner
    assert set(list_items(me)) == {made, other}
    assert list(list_items(me, ItemFilter(whose="own"))) == [made]
    assert list(list_items(me, ItemFilter(whose="shared"))) == []
    assert list(list_items(me, ItemFilter(status="ready"))) == [other]
    assert list(list_items(me, ItemFilter(tag="ФИЗИКА"))) == [made]
    assert set(list_items(me, ItemFilter(interaction="single_choice"))) == {made, other}
    assert not list_items(me, ItemFilter(interaction="essay")).exists()


def test_a_page_costs_the_same_whatever_the_bank_holds():
    author = make_user("author")
    get_tree()

    def queries() -> int:
        person = type(author).objects.get(pk=author.pk)
        with CaptureQueriesContext(connection) as caught:
            for row in list_items(person, ItemFilter(text="сила"))[:20]:
                assert row.owner.short_name
        return len(caught)

    make_bank_item(by=author)
    few = queries()
    for number in range(5):
        make_bank_item(by=author, title=f"Сила {number}")
    assert queries() == few <= 3
    assert now()
