from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from assessment.api import (
    change_facts,
    copy_item,
    get_content,
    list_items,
    restore_version,
    revise_item,
    share_with,
)
from assessment.data import ItemFacts, ItemFilter
from assessment.errors import ItemChanged
from core.api import now
from tests.factories.bank import choice_item, make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_every_save_is_a_version_and_the_same_content_none():
    made = make_bank_item()
    facts = {"bank_item": made, "by": made.owner, "now": now()}
    second = revise_item(item=choice_item("Иначе", tags=("а",)), **facts)
    assert second.number == 2
    assert revise_item(item=choice_item("Иначе", tags=("а",)), **facts) == second
    made.refresh_from_db()
    assert (made.number, made.title) == (2, "Иначе")


def test_who_comes_late_is_told():
    made = make_bank_item()
    revise_item(bank_item=made, item=choice_item("Иначе"), by=made.owner, now=now(), seen=1)
    with pytest.raises(ItemChanged):
        revise_item(bank_item=made, item=choice_item("Ещё"), by=made.owner, now=now(), seen=1)


def test_an_earlier_version_comes_back_as_the_next():
    made = make_bank_item()
    revise_item(bank_item=made, item=choice_item("Иначе"), by=made.owner, now=now())
    back = restore_version(bank_item=made, number=1, by=made.owner, now=now())
    assert (back.number, back.restored) == (3, 1)
    assert get_content(made) == choice_item()


def test_a_copy_names_its_source():
    made = make_bank_item(shared=True)
    colleague = make_user("author")
    copy = copy_item(bank_item=made, by=colleague, now=now())
    assert copy.derived_from == made.versions.get()
    assert (copy.owner, copy.status) == (colleague, "draft")
    assert made.title in copy.title


def test_only_writers_revise():
    made = make_bank_item(shared=True)
    colleague = make_user("author")
    facts = {"bank_item": made, "by": colleague, "now": now()}
    with pytest.raises(NotAllowed):
        revise_item(item=choice_item("Чужое"), **facts)
    share_with(bank_item=made, user=colleague, may_write=True, by=made.owner, now=now())
    assert revise_item(item=choice_item("Вместе"), **facts).number == 2


def test_difficulty_is_changed_without_a_version():
    made = make_bank_item()
    change_facts(bank_item=made, facts=ItemFacts(difficulty=4), by=made.owner, now=now())
    made.refresh_from_db()
    assert (made.difficulty, made.number) == (4, 1)
    assert list(list_items(made.owner, ItemFilter(difficulty=4))) == [made]
