from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from assessment.api import (
    add_item,
    change_facts,
    copy_item,
    get_content,
    list_items,
    restore_version,
    revise_item,
    share_with,
)
from assessment.data import ItemFacts, ItemFilter, ItemTemplate
from assessment.errors import ItemChanged, ItemsRefused
from assessment.queries import get_stored
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


def test_a_template_gives_each_seed_its_item():
    template = ItemTemplate.model_validate(
        {
            "variables": [{"name": "a", "start": "2", "end": "9"}],
            "derived": [{"name": "s", "expression": "a + 1"}],
            "item": {
                "title": "Сумма",
                "parts": [
                    {
                        "id": "q",
                        "prompt": "<p>{{=a}} + 1 = ?</p><script>x</script>",
                        "interaction": {"type": "number", "variants": [{"value": "{{=s}}"}]},
                    }
                ],
            },
        }
    )
    author = make_user("author")
    made = add_item(item=template, by=author, now=now())
    assert made.versions.get().kind == "template"
    assert get_stored(made) == template
    items = {seed: get_content(made, seed=seed) for seed in range(5)}
    assert len({str(item.parts) for item in items.values()}) > 1
    assert all("script" not in item.parts[0].prompt for item in items.values())
    assert items[3] == get_content(made, seed=3)
    assert "копия" in copy_item(bank_item=made, by=author, now=now()).title


def test_a_template_of_nothing_is_refused():
    broken = ItemTemplate(variables=(), constraints=("1 = 2",), item={"title": "Нет"})
    with pytest.raises(ItemsRefused) as refused:
        add_item(item=broken, by=make_user("author"), now=now())
    assert refused.value.report.lines[0].reason == "template_refused"
