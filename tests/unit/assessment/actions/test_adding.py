from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from assessment.api import add_item, add_items, get_content, preview_items
from assessment.data import CHANGED, NEW, REFUSED, SAME, ItemFacts, NewItem
from assessment.errors import ItemsRefused
from assessment.models import BankItem, BankItemVersion
from core.api import now, read_trail
from framework.api import get_tree
from tests.factories.bank import choice_item, make_bank_item
from tests.factories.framework import load_starter
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_an_item_has_its_first_version_and_an_entry_in_the_audit():
    made = make_bank_item(tags=("Сила", "сила"))
    version = made.versions.get()
    assert (made.status, made.number, version.number) == ("draft", 1, 1)
    assert version.digest == made.digest
    assert version.author_uuid == made.owner.uuid
    assert made.interactions == " single_choice "
    assert [tag.folded for tag in made.tags.all()] == ["сила"]
    assert get_content(made) == choice_item(tags=("Сила", "сила"))
    assert [entry.action for entry in read_trail(object_uuid=made.uuid)] == [
        "assessment.item_added"
    ]


def test_texts_are_cleaned_when_they_come_in():
    bad = choice_item(stimulus="<p onclick='x()'>Текст<script>alert(1)</script></p>")
    made = add_item(item=bad, by=make_user("author"), now=now())
    assert get_content(made).stimulus == "<p>Текст</p>"


def test_subject_and_grade_are_those_of_the_topic():
    load_starter()
    tree = get_tree()
    topic = next(node for node in tree.nodes.values() if node.kind == "topic")
    made = add_item(
        item=choice_item(), facts=ItemFacts(topics=(topic.uuid,)), by=make_user("author"), now=now()
    )
    assert made.subject_uuid == tree.subject_of(topic.uuid).uuid
    assert made.grade == topic.grade
    assert [row.node_uuid for row in made.topics.all()] == [topic.uuid]


def test_a_reader_adds_nothing():
    with pytest.raises(NotAllowed):
        add_item(item=choice_item(), by=make_user(), now=now())


def test_all_of_a_file_or_none():
    author = make_user("author")
    entries = [
        NewItem(choice_item("Первое"), key="a", place="1"),
        NewItem(choice_item("Второе"), key="a", place="2"),
        NewItem(choice_item("Третье"), ItemFacts(topics=(uuid4(),)), place="3"),
        NewItem(choice_item("Четвёртое"), ItemFacts(difficulty=9), place="4"),
    ]
    with pytest.raises(ItemsRefused) as refused:
        add_items(entries=entries, by=author, now=now())
    lines = refused.value.report.lines
    assert [line.reason for line in lines] == ["", "key_twice", "no_such_topic", "out_of_range"]
    assert not BankItem.objects.exists()


def test_a_second_import_revises_what_differs_and_leaves_the_rest():
    author = make_user("author")
    first = [NewItem(choice_item(f"Задание {n}"), key=f"k{n}") for n in range(3)]
    assert add_items(entries=first, by=author, now=now()).count(NEW) == 3
    second = [first[0], NewItem(choice_item("Иначе", tags=("новое",)), key="k1"), first[2]]
    assert preview_items(entries=second, by=author).count(CHANGED) == 1
    report = add_items(entries=second, by=author, now=now())
    assert (report.count(SAME), report.count(CHANGED), report.count(REFUSED)) == (2, 1, 0)
    changed = BankItem.objects.get(key="k1")
    assert (changed.title, changed.number, changed.versions.count()) == ("Иначе", 2, 2)
    assert [tag.text for tag in changed.tags.all()] == ["новое"]


def test_queries_do_not_grow_with_the_file():
    author = make_user("author")
    add_items(entries=[], by=author, now=now())
    get_tree()

    def queries(count: int, prefix: str) -> int:
        entries = [NewItem(choice_item(f"{prefix} {n}"), key=f"{prefix}{n}") for n in range(count)]
        with CaptureQueriesContext(connection) as caught:
            add_items(entries=entries, by=author, now=now())
        return len(caught)

    assert queries(2, "a") == queries(40, "b") <= 15


def test_a_key_is_given_once_by_hand():
    author = make_user("author")
    add_item(item=choice_item(), key="сила", by=author, now=now())
    with pytest.raises(ItemsRefused):
        add_item(item=choice_item(), key="сила", by=author, now=now())
    add_item(item=choice_item(), key="сила", by=make_user("author"), now=now())


def test_the_database_refuses_to_change_a_version():
    version = make_bank_item().versions.get()
    for change in (
        lambda: BankItemVersion.objects.filter(pk=version.pk).update(digest="x"),
        lambda: BankItemVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "odd"},
        {"difficulty": 6},
        {"grade": 12},
        {"number": 0},
        {"audience": "circle"},
        {"circle_uuid": uuid4()},
    ],
)
def test_the_database_holds_what_an_item_may_be(broken):
    made = make_bank_item()
    with pytest.raises(IntegrityError), transaction.atomic():
        BankItem.objects.filter(pk=made.pk).update(**broken)
