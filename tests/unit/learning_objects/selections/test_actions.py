from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from core.api import now
from core.errors import TransitionRefused
from framework.api import get_tree
from learning_objects.api import library_stamp
from learning_objects.models import Selection
from learning_objects.selections import actions, queries, sections
from learning_objects.selections.errors import AlreadyThere, SelectionChanged, SelectionFull
from learning_objects.shelves.errors import NotInLibrary
from learning_objects.shelves.items import set_note
from tests.factories.framework import load_starter
from tests.factories.people import make_user
from tests.factories.shelves import (
    ABOUT,
    items_on,
    make_draft_selection,
    make_material,
    make_own_shelf,
    make_published_selection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker():
    return make_user("methodologist")


def facts(selection, by):
    fresh = Selection.objects.get(pk=selection.pk)
    return {"selection": fresh, "seen": fresh.serial, "by": by, "now": now()}


def test_only_methodologists_begin_and_only_their_own_is_changed(maker):
    with pytest.raises(NotAllowed):
        make_draft_selection(by=make_user("author"))
    made, other = make_draft_selection(by=maker), make_user("methodologist")
    with pytest.raises(NotAllowed):
        actions.delete_selection(selection=made, by=other, now=now())
    actions.delete_selection(selection=made, by=make_user("administrator"), now=now())
    assert queries.get_selection(uuid=made.uuid) is None


def test_a_selection_begins_with_a_shelf(maker):
    shelf = make_own_shelf(make_material("А"), make_material("Б"), by=maker)
    one = items_on(shelf)[0]
    set_note(item=one, note="Начните с него", seen=one.serial, by=maker, now=now())
    made = actions.make_selection(title="Неделя", shelf=shelf, by=maker, now=now())
    (part,) = queries.sections_of(made)
    assert [(item.title, item.note) for item in part.entries] == [
        ("А", "Начните с него"),
        ("Б", ""),
    ]
    strange = make_own_shelf(by=make_user())
    with pytest.raises(NotAllowed):
        actions.make_selection(title="Чужое", shelf=strange, by=maker, now=now())


def test_addresses_are_made_of_titles_and_stay_after_publication(maker):
    one, two = make_draft_selection(make_material(), by=maker), make_draft_selection(by=maker)
    assert (one.slug, two.slug) == ("zakon-oma", "zakon-oma-2")
    change = {"about": ABOUT, "nodes": []}
    renamed = actions.change_selection(title="Ток", **change, **facts(one, maker))
    assert renamed.slug == "tok"
    actions.publish_selection(selection=renamed, by=maker, now=now())
    renamed = actions.change_selection(title="Опыты", **change, **facts(one, maker))
    assert (renamed.title, renamed.slug) == ("Опыты", "tok")
    assert actions.make_selection(title="Desk", by=maker, now=now()).slug == "desk-2"


def test_what_is_empty_is_not_published(maker):
    made = make_draft_selection(by=maker)
    with pytest.raises(TransitionRefused) as caught:
        actions.publish_selection(selection=made, by=maker, now=now())
    assert caught.value.code == "guard"
    made = actions.make_selection(title="Без описания", by=maker, now=now())
    with pytest.raises(TransitionRefused):
        actions.publish_selection(selection=made, by=maker, now=now())


def test_publication_withdrawal_and_back_are_seen_at_once(maker):
    load_starter()
    topic = next(node for node in get_tree().nodes.values() if node.kind == "topic")
    made = make_draft_selection(make_material(), by=maker, nodes=(topic.uuid,))
    assert queries.selections_on([topic.uuid]) == []
    stamps = {library_stamp()}
    actions.publish_selection(selection=made, by=maker, now=now())
    stamps.add(library_stamp())
    assert [line.title for line in queries.selections_on([topic.uuid])] == ["Закон Ома"]
    with pytest.raises(ValueError, match="reason"):
        actions.withdraw_selection(selection=made, reason=" ", by=maker, now=now())
    actions.withdraw_selection(selection=made, reason="Устарела", by=maker, now=now())
    stamps.add(library_stamp())
    assert queries.latest_selections(3) == []
    again = actions.publish_selection(selection=made, by=maker, now=now())
    stamps.add(library_stamp())
    assert (again.withdrawn_at, again.withdrawn_reason) == (None, "")
    assert len(stamps) == 4
    with pytest.raises(TransitionRefused):
        actions.publish_selection(selection=made, by=maker, now=now())
    with pytest.raises(ValueError, match="published"):
        actions.delete_selection(selection=made, by=maker, now=now())


def test_two_windows_do_not_overwrite_each_other(maker):
    made = make_draft_selection(by=maker)
    old = facts(made, maker)
    sections.save_section(section=None, title="Второй", text="", **old)
    with pytest.raises(SelectionChanged):
        actions.change_selection(title="Иное", about="", nodes=[], **old)


def test_sections_and_entries_move_and_leave(maker):
    one, two = make_material("А"), make_material("Б")
    made = make_draft_selection(one, two, by=maker)
    second = sections.save_section(section=None, title="Вторая", text="", **facts(made, maker))
    sections.move_section(section=second.uuid, step=-1, **facts(made, maker))
    first, start = queries.sections_of(made)
    assert (first.title, start.title) == ("Вторая", "Начало")
    sections.drop_section(section=first.uuid, **facts(made, maker))
    sections.move_entry(entry=start.entries[1].uuid, step=-1, **facts(made, maker))
    sections.change_entry(entry=start.entries[1].uuid, why="Раньше", **facts(made, maker))
    (start,) = queries.sections_of(made)
    assert [(item.title, item.note) for item in start.entries] == [
        ("Б", "Раньше"),
        ("А", "Коротко и наглядно."),
    ]
    sections.drop_entry(entry=start.entries[0].uuid, **facts(made, maker))
    assert made.sections.get().entries.get().title == "А"


def test_what_a_section_does_not_take(maker, monkeypatch):
    uuid = make_material()
    made = make_draft_selection(uuid, by=maker)
    part = made.sections.get()
    add = {"section": part.uuid, "why": ""}
    with pytest.raises(AlreadyThere):
        sections.add_entry(object_uuid=uuid, **add, **facts(made, maker))
    with pytest.raises(NotInLibrary):
        sections.add_entry(object_uuid=uuid4(), **add, **facts(made, maker))
    monkeypatch.setattr(sections, "MOST_SECTIONS", 1)
    with pytest.raises(SelectionFull):
        sections.save_section(section=None, title="Ещё", text="", **facts(made, maker))
    with pytest.raises(LookupError):
        actions.change_selection(title="А", about="", nodes=[uuid4()], **facts(made, maker))


def test_a_page_costs_the_same_however_much_stands_in_it(maker, django_assert_num_queries):
    made = make_published_selection(make_material("А"), make_material("Б"), by=maker)
    get_tree()
    with django_assert_num_queries(4):
        queries.sections_of(made)
    with django_assert_num_queries(1):
        assert queries.latest_selections(3)[0].materials == 2
