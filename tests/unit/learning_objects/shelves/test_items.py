from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import NotAllowed
from core.api import now
from learning_objects.actions.drafts import save_draft
from learning_objects.actions.removal import withdraw_object
from learning_objects.models import LearningObject, ShelfItem
from learning_objects.shelves import actions, items
from learning_objects.shelves.errors import NoteChanged, NotInLibrary, ShelfFull
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.shelves import items_on, make_material, make_own_shelf, share, titles_on


def item(shelf, title):
    return shelf.items.get(title=title, removed_at=None)


def test_a_material_stands_on_a_shelf_once(owner, shelf):
    there = item(shelf, "Б")
    kept, made = items.keep_object(
        shelf=shelf, object_uuid=there.object_uuid, note="ещё раз", by=owner, now=now()
    )
    assert (kept, made) == (there, False)
    assert titles_on(shelf) == ["А", "Б", "В"]


def test_only_what_is_published_and_not_withdrawn_is_kept(owner, shelf):
    author = make_user("author")
    draft = make_object(by=author)
    with pytest.raises(NotInLibrary):
        items.keep_object(shelf=shelf, object_uuid=draft.uuid, by=owner, now=now())
    publish(draft)
    found = LearningObject.objects.get(pk=draft.pk)
    withdraw_object(learning_object=found, reason="Устарел", by=author, now=now())
    for uuid in (draft.uuid, uuid4()):
        with pytest.raises(NotInLibrary):
            items.keep_object(shelf=shelf, object_uuid=uuid, by=owner, now=now())


def test_a_full_shelf_says_so(owner, shelf, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ITEMS", 3)
    with pytest.raises(ShelfFull):
        items.keep_object(shelf=shelf, object_uuid=make_material("Г"), by=owner, now=now())
    assert len(items_on(shelf)) == 3


def test_who_may_only_read_does_not_write(shelf):
    reader, writer = make_user(), make_user()
    share(shelf, reader)
    share(shelf, writer, may_write=True)
    with pytest.raises(NotAllowed):
        items.move_item(item=item(shelf, "А"), step="down", by=reader, now=now())
    items.move_item(item=item(shelf, "А"), step="down", by=writer, now=now())
    assert titles_on(shelf) == ["Б", "А", "В"]


def test_a_note_of_two_people_is_not_lost(owner, shelf):
    one = item(shelf, "А")
    facts = {"item": one, "seen": one.serial, "by": owner, "now": now()}
    items.set_note(note="для 7 А", **facts)
    items.set_note(note="для 7 А", **facts)
    with pytest.raises(NoteChanged) as caught:
        items.set_note(note="для 7 Б", **facts)
    assert caught.value.note == "для 7 А"


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ({"step": "first"}, "ВАБ"),
        ({"step": "up"}, "АВБ"),
        ({"step": "down"}, "АБВ"),
        ({"step": "last"}, "АБВ"),
        ({"before": "А"}, "ВАБ"),
        ({"after": "А"}, "АВБ"),
        ({"before": "нет"}, "АБВ"),
    ],
)
def test_moves(owner, shelf, move, order):
    places = {row.title: row.uuid for row in items_on(shelf)}
    named = {
        side: title if side == "step" else places.get(title, uuid4())
        for side, title in move.items()
    }
    items.move_item(item=item(shelf, "В"), by=owner, now=now(), **named)
    assert titles_on(shelf) == list(order)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["first", "up", "down", "last"]))))
def test_whatever_the_moves_nothing_is_lost(owner, shelf, moves):
    for place, step in moves:
        items.move_item(item=items_on(shelf)[place], step=step, by=owner, now=now())
    rows = items_on(shelf)
    assert sorted(row.title for row in rows) == ["А", "Б", "В"]
    assert len({row.position for row in rows}) == 3


def test_a_newer_version_is_taken_only_when_asked(owner):
    author = make_user("author")
    made = make_object(by=author, draft=make_draft("Первое"))
    publish(made)
    shelf = make_own_shelf(made.uuid, by=owner)
    made.refresh_from_db()
    save_draft(learning_object=made, draft=make_draft("Второе"), by=author, now=now())
    publish(made)
    held = items_on(shelf)[0]
    assert (held.number, held.title) == (1, "Первое")
    assert items.pin_newest(shelf=shelf, by=owner, now=now()) == 1
    assert items.pin_newest(shelf=shelf, by=owner, now=now()) == 0
    held.refresh_from_db()
    assert (held.number, held.title) == (2, "Второе")
    items.pin_version(item=held, number=1, by=owner, now=now())
    held.refresh_from_db()
    assert (held.number, held.title) == (1, "Первое")
    with pytest.raises(NotInLibrary):
        items.pin_version(item=held, number=9, by=owner, now=now())


def test_what_was_taken_off_comes_back_to_its_place(owner, shelf):
    ShelfItem.objects.filter(shelf=shelf, title="Б").update(note="для 7 Б")
    gone = [item(shelf, "А").uuid, item(shelf, "Б").uuid]
    removal = items.remove_items(shelf=shelf, items=gone, by=owner, now=now())
    assert titles_on(shelf) == ["В"]
    assert items.restore_items(shelf=shelf, removal=removal, by=owner, now=now()) == 2
    assert titles_on(shelf) == ["А", "Б", "В"]
    assert item(shelf, "Б").note == "для 7 Б"
    assert items.remove_items(shelf=shelf, items=[uuid4()], by=owner, now=now()) is None


def test_what_was_kept_anew_meanwhile_is_not_doubled(owner, shelf):
    one = item(shelf, "А")
    removal = items.remove_items(shelf=shelf, items=[one.uuid], by=owner, now=now())
    items.keep_object(shelf=shelf, object_uuid=one.object_uuid, by=owner, now=now())
    assert items.restore_items(shelf=shelf, removal=removal, by=owner, now=now()) == 0
    assert titles_on(shelf) == ["Б", "В", "А"]


def test_materials_move_to_another_shelf_with_their_notes(owner, shelf):
    one, two = item(shelf, "А"), item(shelf, "Б")
    ShelfItem.objects.filter(pk=one.pk).update(note="для 7 Б")
    other = make_own_shelf(two.object_uuid, by=owner, title="Другая")
    moved = items.move_to_shelf(
        shelf=shelf, items=[one.uuid, two.uuid], to=other, by=owner, now=now()
    )
    assert moved == 2
    assert titles_on(shelf) == ["В"]
    assert titles_on(other) == ["Б", "А"]
    assert item(other, "А").note == "для 7 Б"


def test_nothing_moves_to_a_full_or_a_strange_shelf(owner, shelf, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ITEMS", 1)
    chosen = [item(shelf, "А").uuid, item(shelf, "Б").uuid]
    other = make_own_shelf(by=owner, title="Другая")
    with pytest.raises(ShelfFull) as caught:
        items.move_to_shelf(shelf=shelf, items=chosen, to=other, by=owner, now=now())
    assert caught.value.left == 1
    strange = make_own_shelf(by=make_user())
    with pytest.raises(NotAllowed):
        items.move_to_shelf(shelf=shelf, items=chosen, to=strange, by=owner, now=now())
    assert titles_on(shelf) == ["А", "Б", "В"]
