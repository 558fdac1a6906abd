from __future__ import annotations

from uuid import uuid4

import pytest

from assessment.api import forget_use, record_use, register_use, uses_of
from assessment.data import UseWords
from assessment.uses import uses
from core.api import now
from core.errors import UnknownRegistration
from tests.factories.bank import make_bank_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def tests_as_places(monkeypatch):
    monkeypatch.setattr(uses, "_entries", dict(uses))
    register_use(
        "test", UseWords("Контрольные", lambda places: dict.fromkeys(places, ("К-1", "/")))
    )


@pytest.mark.usefixtures("tests_as_places")
def test_a_place_is_recorded_once_and_told_by_who_owns_it():
    made, place = make_bank_item(), uuid4()
    facts = {"item_uuid": made.uuid, "code": "test", "place_uuid": place}
    assert record_use(number=1, now=now(), **facts)
    assert not record_use(number=2, now=now(), **facts)
    (line,) = uses_of(made)
    assert (line.label, line.words, line.url, line.number) == ("Контрольные", "К-1", "/", 2)
    assert forget_use(**facts)
    assert not forget_use(**facts)


def test_a_kind_that_nobody_registered_is_refused():
    with pytest.raises(UnknownRegistration):
        record_use(item_uuid=uuid4(), number=1, code="odd", place_uuid=uuid4(), now=now())
