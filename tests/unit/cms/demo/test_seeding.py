"""The seeding: promised states, real remarks, findable versions, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.api import User, get_user_by_login
from cms.demo.reading import object_keys, read_object
from cms.demo.seeding import seed_demo
from core.models import AuditEntry, OutboxItem
from framework.api import forget_tree, import_starter
from journal.models import LessonEntry, LessonMaterial
from learning_objects.api import (
    LearningObject,
    authors_of,
    check_content,
    delete_draft,
    get_version,
    public_uuids,
)
from learning_objects.data import STOP, WARNING
from learning_objects.models import LearningObjectVersion
from moderation.api import remarks_of, submission_of
from moderation.models import Remark, Submission
from schedule.models import Lesson
from school.models import Group, Guardianship, Membership

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def library(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """A library with the demo in it, made once for all tests that look at it; the titles told."""
    folder = tmp_path_factory.mktemp("demo")
    titles: list[str] = []
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        forget_tree()
        import_starter(by=None, now=NOW)
        seed_demo(now=NOW, tell=titles.append)
        yield titles
        transaction.set_rollback(True)


@pytest.fixture
def seeded(library: list[str], db: None) -> list[str]:
    """The library for one test; what the test writes is taken back."""
    return library


def by_key(key: str) -> LearningObject:
    return LearningObject.objects.get(draft_title=read_object(key)["title"])


def test_states_are_those_that_the_story_promises(seeded: list[str]) -> None:
    states = Counter(LearningObject.objects.values_list("state", flat=True))
    queue = Counter(Submission.objects.values_list("state", flat=True))

    assert states == {
        "published": 39,
        "in_review": 7,
        "returned": 2,
        "draft": 2,
        "withdrawn": 1,
    }
    assert (queue["queued"], queue["claimed"], queue["returned"]) == (5, 2, 2)
    assert len(seeded) == len(object_keys())


def test_published_text_is_the_corrected_one(seeded: list[str]) -> None:
    for key in ("drobi-5", "gorizontali-5", "sohranenie-massy-8", "zakon-oma-8", "vremya-8"):
        view = get_version(uuid=by_key(key).uuid)
        assert view is not None
        assert view.content["key_points"] == read_object(key)["key_points"]
    mass = get_version(uuid=by_key("sohranenie-massy-8").uuid)
    assert mass is not None
    assert "выталкивающая сила занизит" in mass.text


def test_ohm_was_published_twice_with_an_improvement(seeded: list[str]) -> None:
    uuid = by_key("zakon-oma-8").uuid
    first, second = get_version(uuid=uuid, number=1), get_version(uuid=uuid, number=2)

    assert first is not None
    assert second is not None
    assert "Осторожно" not in first.text
    assert "Осторожно" in second.text
    assert first.published_at < second.published_at
    assert next(author.name for author in second.authors).startswith("Петров")
    assert len(second.authors) == 2


def test_published_objects_are_announced_to_the_index(seeded: list[str]) -> None:
    items = OutboxItem.objects.filter(consumer="search", topic="learning_object.published")
    announced = set(items.values_list("key", flat=True))
    announced.discard(str(by_key("frazeologizmy-6").uuid))

    assert {str(uuid) for uuid in public_uuids()} == announced
    assert len(announced) == 40


def test_published_content_has_no_stop_and_no_warning(seeded: list[str]) -> None:
    for uuid in public_uuids():
        view = get_version(uuid=uuid)
        assert view is not None
        findings = check_content(kind=view.kind, content=view.content)
        assert [item for item in findings if item.level in {STOP, WARNING}] == []


def test_withdrawn_object_says_why_and_what_has_a_newer_draft_stays_public(
    seeded: list[str],
) -> None:
    withdrawn, renewed = by_key("frazeologizmy-6"), by_key("linza-9")

    assert withdrawn.uuid not in set(public_uuids())
    assert "новый учебник" in withdrawn.withdrawn_reason
    assert renewed.uuid in set(public_uuids())
    assert submission_of(renewed.uuid) is not None


def test_remarks_hang_on_real_places(seeded: list[str]) -> None:
    claimed = submission_of(by_key("treugolniki-7").uuid)

    assert claimed is not None
    assert [remark.state for remark in remarks_of([claimed])] == ["open"] * 3
    assert claimed.claimed_by == get_user_by_login("kuznecov")
    assert all(remark.place for remark in Remark.objects.all())
    left_open = Remark.objects.filter(state="open", submission__state="approved")
    # Who was outvoted, blind or on appeal, has asked for more than the institute did in the end.
    outvoted = {"submission__votes__verdict__in": ("return", "reject")}
    assert not left_open.exclude(severity="note").exclude(**outvoted)


def test_moments_lie_in_the_past_weeks(seeded: list[str]) -> None:
    moments = list(LearningObjectVersion.objects.values_list("published_at", flat=True))

    assert all(moment < NOW for moment in moments)
    assert (max(moments) - min(moments)).days >= 14


def test_second_run_changes_nothing(seeded: list[str]) -> None:
    def counts() -> tuple[int, ...]:
        models = (
            User,
            LearningObject,
            LearningObjectVersion,
            Submission,
            Remark,
            AuditEntry,
            Lesson,
        )
        return tuple(model.objects.count() for model in models)

    before = counts()
    titles: list[str] = []

    report = seed_demo(now=NOW, tell=titles.append)

    assert (report.people, report.objects, report.lessons, titles) == (0, 0, 0, [])
    assert counts() == before


def test_what_people_delete_does_not_come_back(seeded: list[str]) -> None:
    draft = by_key("kvartet-5")
    owner = next(item.user for item in authors_of(draft))
    delete_draft(learning_object=draft, by=owner, now=NOW)

    assert seed_demo(now=NOW, tell=str).objects == 0


def test_the_school_has_two_classes_with_families(seeded: list[str]) -> None:
    pupils = Membership.objects.filter(role="pupil").values_list("group__title", flat=True)
    mother = get_user_by_login("smirnova")

    assert Counter(pupils) == {"5 «А»": 12, "8 «Б»": 12}
    assert Guardianship.objects.filter(guardian=mother).count() == 2
    assert Group.objects.filter(year=2026).count() == 2


def test_the_fortnight_is_planned_and_written_about(seeded: list[str]) -> None:
    states = Counter(Lesson.objects.values_list("status", flat=True))

    # Monday's four lessons are over, and Tuesday's first ones: the clock in Moscow shows noon.
    assert states == {"planned": 82 - 1 - 15, "held": 15, "cancelled": 1}
    assert LessonEntry.objects.exclude(topic_uuid=None).exclude(theme="").count() == 82
    assert LessonMaterial.objects.count() >= 5
    assert {
        item.number
        for item in LessonMaterial.objects.filter(object_uuid=by_key("zakon-oma-8").uuid)
    } == {2}


def test_a_later_week_is_planned_when_it_has_come(seeded: list[str]) -> None:
    report = seed_demo(now=datetime(2026, 9, 9, 9, 0, tzinfo=UTC), tell=str)

    assert report.lessons == 41
    assert (report.people, report.objects) == (0, 0)
