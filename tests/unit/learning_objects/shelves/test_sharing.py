from __future__ import annotations

import pytest

from accounts.api import may, suspend_user
from accounts.errors import NotAllowed
from core.api import now
from learning_objects.shelves import sharing
from learning_objects.shelves.errors import CannotShare, TooManyReaders
from learning_objects.shelves.queries import linked_shelf, shelves_shared_with
from learning_objects.shelves.rules import FILL, SEE
from notices.models import Notice
from tests.factories.people import make_user
from tests.factories.shelves import share


def told(person):
    rows = Notice.objects.filter(recipient=person).order_by("id")
    return [row.code.removeprefix("learning_objects.") for row in rows]


def test_a_colleague_reads_then_writes_and_is_told_once(shelf):
    colleague = make_user()
    assert not may(colleague, SEE, shelf)
    share(shelf, colleague)
    assert may(colleague, SEE, shelf)
    assert not may(colleague, FILL, shelf)
    share(shelf, colleague, may_write=True)
    assert may(colleague, FILL, shelf)
    assert list(shelves_shared_with(colleague)) == [shelf]
    assert told(colleague) == ["shelf_shared"]
    assert Notice.objects.get(recipient=colleague).url == f"/shelves/{shelf.uuid}/"


def test_the_owner_closes_and_a_colleague_leaves(owner, shelf):
    one, two = make_user(), make_user()
    sharing.end_share(share=share(shelf, one), by=owner, now=now())
    assert told(one) == ["shelf_shared", "shelf_unshared"]
    assert not may(one, SEE, shelf)
    share(shelf, two)
    assert sharing.leave_shelf(shelf=shelf, by=two, now=now())
    assert not sharing.leave_shelf(shelf=shelf, by=two, now=now())
    assert told(owner) == ["shelf_left"]


def test_with_whom_a_shelf_is_not_shared(owner, shelf, monkeypatch):
    gone = make_user()
    suspend_user(user=gone, by=make_user("administrator"), now=now())
    gone.refresh_from_db()
    for person in (owner, gone):
        with pytest.raises(CannotShare):
            share(shelf, person)
    monkeypatch.setattr(sharing, "MOST_READERS", 1)
    first = make_user()
    share(shelf, first)
    share(shelf, first, may_write=True)
    with pytest.raises(TooManyReaders):
        share(shelf, make_user())


def test_only_the_owner_shares(shelf):
    writer = make_user()
    share(shelf, writer, may_write=True)
    for act in (
        lambda: sharing.open_link(shelf=shelf, with_notes=True, by=writer, now=now()),
        lambda: sharing.close_link(shelf=shelf, by=writer, now=now()),
        lambda: sharing.share_shelf(
            shelf=shelf, user=make_user(), may_write=False, by=writer, now=now()
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_revoked_link_opens_nothing_and_is_never_made_again(owner, shelf):
    key = sharing.open_link(shelf=shelf, with_notes=False, by=owner, now=now())
    assert len(key) >= 32
    assert sharing.open_link(shelf=shelf, with_notes=True, by=owner, now=now()) == key
    assert linked_shelf(key) == shelf
    sharing.close_link(shelf=shelf, by=owner, now=now())
    assert linked_shelf(key) is None
    assert sharing.open_link(shelf=shelf, with_notes=False, by=owner, now=now()) != key


def test_a_link_opens_nothing_when_its_owner_is_gone(owner, shelf):
    key = sharing.open_link(shelf=shelf, with_notes=False, by=owner, now=now())
    suspend_user(user=owner, by=make_user("administrator"), now=now())
    assert linked_shelf(key) is None
