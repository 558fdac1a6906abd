"""Every constraint of shelves and selections refuses what it is there for."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from core.api import now
from learning_objects.models import Selection, Shelf, ShelfItem, ShelfShare
from tests.factories.people import make_user
from tests.factories.shelves import make_draft_selection, make_material, share


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_shelves(owner, shelf):
    facts = {"owner": owner, "created_at": now(), "changed_at": now()}
    Shelf.objects.create(is_first=True, **facts)
    refused(lambda: Shelf.objects.create(is_first=True, **facts))
    refused(lambda: Shelf.objects.create(title="", **facts))
    rows = Shelf.objects.filter(owner=owner)
    refused(lambda: rows.filter(is_first=True).update(removed_at=now()))
    refused(lambda: rows.filter(pk=shelf.pk).update(link_key="k"))


def test_items_and_shares(shelf):
    one = ShelfItem.objects.filter(shelf=shelf).first()
    row = ShelfItem.objects.filter(pk=one.pk)
    other = ShelfItem.objects.filter(shelf=shelf).last()
    refused(lambda: row.update(object_uuid=other.object_uuid))
    refused(lambda: row.update(number=0))
    refused(lambda: row.update(kind="gone"))
    refused(lambda: row.update(removal=uuid4()))
    user = make_user()
    share(shelf, user)
    refused(lambda: ShelfShare.objects.create(shelf=shelf, user=user, created_at=now()))


def test_selections(db):
    made = make_draft_selection(make_material())
    row = Selection.objects.filter(pk=made.pk)
    refused(lambda: row.update(state="published"))
    refused(lambda: row.update(state="withdrawn", withdrawn_at=now()))
    refused(lambda: row.update(state="gone"))
    entry = made.sections.get().entries.get()
    section = made.sections.get()
    again = {"section": section, "kind": "scenario", "title": "А"}
    refused(lambda: section.entries.create(object_uuid=entry.object_uuid, number=1, **_less(again)))
    refused(lambda: section.entries.create(object_uuid=uuid4(), number=0, **_less(again)))
    refused(lambda: section.entries.create(object_uuid=uuid4(), number=1, kind="gone", title="А"))
    node = uuid4()
    made.nodes.create(node_uuid=node)
    refused(lambda: made.nodes.create(node_uuid=node))


def _less(facts):
    return {name: value for name, value in facts.items() if name != "section"}
