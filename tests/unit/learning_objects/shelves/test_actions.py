from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.errors import NotAllowed
from core.api import now
from learning_objects.models import Shelf, ShelfItem
from learning_objects.shelves import actions
from learning_objects.shelves.errors import ShelfChanged, TooManyShelves
from learning_objects.shelves.queries import get_shelf, shelves_of
from learning_objects.shelves.wording import title_of
from tests.factories.people import make_user
from tests.factories.shelves import make_own_shelf, share, titles_on


def test_everybody_has_one_first_shelf(owner):
    first = actions.ensure_first_shelf(by=owner, now=now())
    assert actions.ensure_first_shelf(by=owner, now=now()).pk == first.pk
    assert title_of(first) == "Моя полка"


def test_a_shelf_needs_a_title(owner):
    with pytest.raises(ValueError, match="title"):
        actions.make_shelf(title="  ", by=owner, now=now())


def test_there_is_an_end_to_shelves(owner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SHELVES", 2)
    gone = make_own_shelf(by=owner)
    make_own_shelf(by=owner)
    with pytest.raises(TooManyShelves):
        make_own_shelf(by=owner)
    actions.delete_shelf(shelf=gone, by=owner, now=now())
    make_own_shelf(by=owner)
    with pytest.raises(TooManyShelves):
        actions.restore_shelf(shelf=gone, by=owner, now=now())


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(owner, shelf):
    facts = {"shelf": shelf, "about": "", "seen": shelf.serial, "by": owner, "now": now()}
    actions.change_shelf(title="Неделя химии", **facts)
    with pytest.raises(ShelfChanged):
        actions.change_shelf(title="Неделя биологии", **facts)
    shelf.refresh_from_db()
    assert shelf.title == "Неделя химии"


def test_a_deleted_shelf_comes_back_as_it_was_for_a_month(owner, shelf):
    reader = make_user()
    share(shelf, reader)
    actions.delete_shelf(shelf=shelf, by=owner, now=now())
    assert not shelves_of(owner).exists()
    actions.restore_shelf(shelf=shelf, by=owner, now=now())
    assert titles_on(shelf) == ["А", "Б", "В"]
    assert shelf.shares.get().user == reader

    actions.delete_shelf(shelf=shelf, by=owner, now=now())
    other = make_own_shelf(by=owner)
    actions.delete_shelf(shelf=other, by=owner, now=now() + timedelta(days=31))
    assert not Shelf.objects.filter(pk=shelf.pk).exists()
    assert not ShelfItem.objects.filter(shelf_id=shelf.pk).exists()


def test_the_first_shelf_stays(owner):
    first = actions.ensure_first_shelf(by=owner, now=now())
    with pytest.raises(ValueError, match="first"):
        actions.delete_shelf(shelf=first, by=owner, now=now())


def test_nobody_else_names_or_deletes_a_shelf(shelf):
    writer = make_user()
    share(shelf, writer, may_write=True)
    with pytest.raises(NotAllowed):
        actions.delete_shelf(shelf=shelf, by=writer, now=now())
    with pytest.raises(NotAllowed):
        actions.change_shelf(
            shelf=shelf, title="Моё", about="", seen=shelf.serial, by=writer, now=now()
        )


def test_a_copy_is_ones_own(shelf):
    reader, stranger = make_user(), make_user()
    share(shelf, reader)
    ShelfItem.objects.filter(shelf=shelf, title="А").update(note="для 7 Б")
    made = actions.copy_shelf(shelf=shelf, title="Копия", by=reader, now=now())
    assert made.owner == reader
    assert titles_on(made) == ["А", "Б", "В"]
    assert made.items.get(title="А").note == "для 7 Б"
    with pytest.raises(NotAllowed):
        actions.copy_shelf(shelf=shelf, title="Копия", by=stranger, now=now())


def test_a_copy_by_a_link_has_notes_only_where_the_link_shows_them(owner, shelf):
    Shelf.objects.filter(pk=shelf.pk).update(link_key="secret", link_made_at=now())
    ShelfItem.objects.filter(shelf=shelf).update(note="для 7 Б")
    guest = make_user()
    made = actions.copy_linked_shelf(key="secret", title="Копия", by=guest, now=now())
    assert set(made.items.values_list("note", flat=True)) == {""}
    Shelf.objects.filter(pk=shelf.pk).update(link_notes=True)
    made = actions.copy_linked_shelf(key="secret", title="Копия", by=guest, now=now())
    assert set(made.items.values_list("note", flat=True)) == {"для 7 Б"}


def test_a_shelf_is_found_by_its_uuid(shelf):
    assert get_shelf(uuid=shelf.uuid) == shelf
