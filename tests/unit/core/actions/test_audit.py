"""The audit is append-only, also for the database."""

import pytest
from django.db import IntegrityError, transaction

from core.api import new_uuid, read_trail, record, record_all
from core.data import AuditLine
from core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing(now):
    uuid = new_uuid()
    for number in range(3):
        record(action=f"test.{number}", by=None, object_code="test", object_uuid=uuid, now=now)
    return uuid


def test_the_trail_is_read_oldest_first_and_bounded(thing):
    assert [entry.action for entry in read_trail(object_uuid=thing)] == [
        "test.0",
        "test.1",
        "test.2",
    ]
    assert [entry.action for entry in read_trail(object_uuid=thing, limit=1)] == ["test.2"]


def test_an_entry_cannot_be_changed_or_deleted(thing):
    entries = AuditEntry.objects.filter(object_uuid=thing)
    with pytest.raises(IntegrityError), transaction.atomic():
        entries.update(action="forged")
    with pytest.raises(IntegrityError), transaction.atomic():
        entries.delete()
    assert entries.count() == 3


def test_many_lines_are_written_in_one_statement(now, django_assert_num_queries):
    by, first, second = new_uuid(), new_uuid(), new_uuid()
    lines = [AuditLine("test.received", "test", uuid, {"n": 1}) for uuid in (first, second)]
    with django_assert_num_queries(1):
        record_all(lines=lines, by=by, now=now)
    (entry,) = read_trail(object_uuid=second)
    assert (entry.action, entry.actor_uuid, entry.at, entry.data) == (
        "test.received", by, now, {"n": 1},
    )  # fmt: skip
