from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from moderation.actions import canned as actions
from moderation.api import (
    add_remark,
    add_shipped_texts,
    change_text,
    ensure_central_institute,
    forget_text,
    keep_text,
    texts_of,
)
from moderation.errors import EmptyTemplate, TooManyTexts
from moderation.models import CannedRemark, Remark
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def chief():
    return make_user("chief_moderator")


def keep(now, by, **facts):
    return keep_text(
        **{"text": "Укажите источник.", "severity": "must", "by": by, "now": now} | facts
    )


def test_ones_own_texts_are_nobody_elses(now, expert, chief):
    mine = keep(now, expert)
    assert texts_of(expert) == [mine]
    assert texts_of(chief) == []
    for act in (
        lambda: forget_text(canned=mine, by=chief),
        lambda: change_text(canned=mine, text="Иначе.", severity="note", kind="", by=chief),
    ):
        with pytest.raises(NotAllowed):
            act()
    change_text(canned=mine, text=" Иначе. ", severity="note", kind="scenario", by=expert)
    fresh = CannedRemark.objects.get()
    assert (fresh.text, fresh.severity, fresh.kind) == ("Иначе.", "note", "scenario")
    forget_text(canned=mine, by=expert)
    assert not CannedRemark.objects.exists()


def test_a_chief_keeps_the_institutes_texts_for_all_its_experts(now, expert, chief):
    institute = ensure_central_institute()
    with pytest.raises(NotAllowed):
        keep(now, expert, institute=institute)
    shared = keep(now, chief, institute=institute)
    own = keep(now, expert, text="Моё.")
    assert texts_of(expert) == [own, shared]
    with pytest.raises(NotAllowed):
        forget_text(canned=shared, by=expert)


def test_texts_are_offered_by_kind(now, expert):
    every, lessons = keep(now, expert), keep(now, expert, kind="scenario")
    keep(now, expert, kind="material")
    assert set(texts_of(expert, kind="scenario")) == {every, lessons}
    assert len(texts_of(expert)) == 3


def test_what_is_said_with_a_text_is_counted_and_only_for_who_is_offered_it(now, expert):
    mine, other = keep(now, expert), keep(now, make_user("moderator"))
    submission = make_submission(now=now, claimed_by=expert)
    facts = {"submission": submission, "severity": "must", "by": expert, "now": now}
    add_remark(**facts, text="Укажите источник карты.", canned=mine.uuid)
    add_remark(**facts, text="Чужое.", canned=other.uuid)
    assert list(CannedRemark.objects.order_by("id").values_list("used", flat=True)) == [1, 0]
    forget_text(canned=mine, by=expert)
    assert Remark.objects.count() == 2


def test_the_most_used_come_first(now, expert):
    first, second = keep(now, expert, text="Раз."), keep(now, expert, text="Два.")
    CannedRemark.objects.filter(pk=second.pk).update(used=3)
    assert texts_of(expert) == [second, first]


def test_the_list_ends_somewhere(now, expert, monkeypatch):
    monkeypatch.setattr(actions, "MOST_TEXTS", 1)
    keep(now, expert)
    with pytest.raises(TooManyTexts):
        keep(now, expert)
    with pytest.raises(EmptyTemplate):
        keep(now, make_user("moderator"), text="  ")
    with pytest.raises(NotAllowed):
        keep(now, make_user("author"))


def test_an_institute_without_texts_is_given_those_of_the_library_once(now, expert, chief):
    institute = ensure_central_institute()
    with pytest.raises(NotAllowed):
        add_shipped_texts(institute=institute, by=expert, now=now)
    assert add_shipped_texts(institute=institute, by=chief, now=now) > 5
    assert add_shipped_texts(institute=institute, by=chief, now=now) == 0
    for text in texts_of(expert):
        text.full_clean(exclude=["owner"])


@pytest.mark.parametrize(
    "facts", [{"institute": None, "owner": None}, {"text": ""}, {"severity": "grave"}]
)
def test_the_database_refuses_what_makes_no_sense(now, expert, facts):
    good = {"owner": expert, "text": "Да.", "severity": "must", "created_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        CannedRemark.objects.create(**good | facts)


def test_a_text_has_one_keeper(now, expert):
    with pytest.raises(IntegrityError), transaction.atomic():
        CannedRemark.objects.create(
            owner=expert,
            institute=ensure_central_institute(),
            text="Да.",
            severity="must",
            created_at=now,
        )
