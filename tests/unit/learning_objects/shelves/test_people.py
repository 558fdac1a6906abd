from __future__ import annotations

from accounts.api import erase_person, merge_people
from core.api import now
from learning_objects.models import Shelf, ShelfItem, ShelfShare
from learning_objects.shelves.actions import ensure_first_shelf
from learning_objects.shelves.items import keep_object
from learning_objects.shelves.people import describe, describe_erasure
from tests.factories.people import make_user
from tests.factories.shelves import make_own_shelf, share, titles_on


def test_of_two_first_shelves_one_becomes_ordinary(owner, shelf):
    twin = make_user()
    first, others = ensure_first_shelf(by=owner, now=now()), ensure_first_shelf(by=twin, now=now())
    uuid = shelf.items.first().object_uuid
    keep_object(shelf=others, object_uuid=uuid, by=twin, now=now())
    assert describe(twin) == [
        "1 полка перейдёт к другой учётной записи вместе с читателями и ссылкой."
    ]
    merge_people(kept=owner, gone=twin, by=None, now=now())
    assert Shelf.objects.get(owner=owner, is_first=True) == first
    others.refresh_from_db()
    assert (others.owner, others.is_first) == (owner, False)
    assert others.title == "Полка прежней учётной записи"
    assert titles_on(others) == ["А"]


def test_an_empty_first_shelf_is_not_carried_and_a_lone_one_is(owner):
    twin, third = make_user(), make_user()
    ensure_first_shelf(by=owner, now=now())
    ensure_first_shelf(by=twin, now=now())
    merge_people(kept=owner, gone=twin, by=None, now=now())
    assert Shelf.objects.filter(owner=owner).count() == 1
    merge_people(kept=third, gone=owner, by=None, now=now())
    assert Shelf.objects.get(owner=third).is_first


def test_rights_are_joined_and_nobody_shares_with_themselves(owner, shelf):
    kept, gone = make_user(), make_user()
    share(shelf, kept)
    share(shelf, gone, may_write=True)
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert ShelfShare.objects.get(shelf=shelf).may_write
    merge_people(kept=owner, gone=kept, by=None, now=now())
    assert not ShelfShare.objects.filter(shelf=shelf).exists()


def test_an_erased_persons_shelves_go_and_their_items_stay_unsigned(owner, shelf):
    writer = make_user()
    share(shelf, writer, may_write=True)
    own = make_own_shelf(by=writer)
    uuid = shelf.items.first().object_uuid
    ShelfItem.objects.filter(shelf=shelf, object_uuid=uuid).update(added_by=writer)
    assert len(describe_erasure(writer)) == 1
    erase_person(user=writer, by=None, now=now())
    assert not Shelf.objects.filter(pk=own.pk).exists()
    assert not ShelfShare.objects.filter(user=writer).exists()
    assert ShelfItem.objects.get(shelf=shelf, object_uuid=uuid).added_by is None
