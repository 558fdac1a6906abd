from __future__ import annotations

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.api import read_trail
from learning_objects.api import save_draft
from moderation import api
from moderation.actions.rubrics import BadRubric
from moderation.data import QueueFilters
from moderation.institutes import actions
from moderation.institutes.queries import managed_institutes, rules_of
from moderation.institutes.routing import takes
from moderation.models import Affiliation, Institute, Membership, Submission
from tests.factories import moderation
from tests.factories.institutes import make_region, regional_submission
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_administrators_alone_make_institutes(now):
    with pytest.raises(NotAllowed):
        actions.create_institute(title="Новый", by=make_user("chief_moderator"), now=now)
    with pytest.raises(actions.TitleMissing):
        actions.create_institute(title="  ", by=make_user("administrator"), now=now)
    made = make_region(now=now).institute
    assert made.is_regional
    assert read_trail(object_uuid=made.uuid)[0].action == "moderation.create_institute"


def test_a_chief_changes_their_own_institute_only(now):
    region, other = make_region(now=now), make_region(now=now, title="Другой")
    facts = {"title": "Новое имя", "time_zone": "Asia/Omsk", "subjects": [], "is_open": True}
    actions.change_institute(institute=region.institute, by=region.chief, now=now, **facts)
    assert Institute.objects.get(pk=region.institute.pk).title == "Новое имя"
    for stranger in (other.chief, region.expert, make_user("chief_moderator")):
        with pytest.raises(NotAllowed):
            actions.change_institute(institute=region.institute, by=stranger, now=now, **facts)


def test_a_chief_does_not_close_the_institute(now):
    region = make_region(now=now)
    facts = {"title": "Имя", "time_zone": "", "subjects": [], "is_open": False}
    with pytest.raises(NotAllowed):
        actions.change_institute(institute=region.institute, by=region.chief, now=now, **facts)
    central = api.ensure_central_institute()
    with pytest.raises(actions.CentralStaysOpen):
        actions.change_institute(institute=central, by=region.administrator, now=now, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Institute.objects.filter(pk=central.pk).update(is_open=False)


def test_works_go_where_the_owner_belongs(now):
    region = make_region(now=now)
    assert regional_submission(region, now=now).institute == region.institute
    assert make_submission(now=now).institute == api.ensure_central_institute()


def test_a_closed_institute_takes_nothing_new_but_keeps_what_it_has(now):
    region = make_region(now=now)
    found = regional_submission(region, now=now, claimed=True)
    facts = {"title": "Имя", "time_zone": "", "subjects": [], "is_open": False}
    actions.change_institute(institute=region.institute, by=region.administrator, now=now, **facts)
    moderation.return_submission(submission=found, letter="Поправьте.", by=region.expert, now=now)
    draft = moderation.scenario_draft("Маятник на нити")
    learning_object = found.learning_object

    save_draft(learning_object=learning_object, draft=draft, by=region.author, now=now)
    again = api.submit(learning_object=learning_object, by=region.author, now=now)
    assert (again.pk, again.institute) == (found.pk, region.institute)
    assert make_submission(now=now, by=region.author).institute.level == "central"


def test_subjects_narrow_what_an_institute_takes():
    physics = uuid4()
    assert takes(Institute(subjects=[]), None)
    assert takes(Institute(subjects=[str(physics)]), physics)
    assert not takes(Institute(subjects=[str(physics)]), uuid4())
    assert not takes(Institute(subjects=[str(physics)]), None)
    assert not takes(Institute(is_open=False), physics)


def test_the_deadline_ends_with_the_day_of_the_region(now):
    region = make_region(now=now, zone="Asia/Vladivostok")
    due = regional_submission(region, now=now).due_at.astimezone(ZoneInfo("Asia/Vladivostok"))
    assert (due.hour, due.minute) == (0, 0)


def test_the_version_names_the_institute_that_approved_it(now):
    region = make_region(now=now)
    found = regional_submission(region, now=now, claimed=True)
    version = moderation.approve(submission=found, by=region.expert, now=now)
    assert version.institute_title == region.institute.title
    assert version.institute_uuid == region.institute.uuid


def test_experts_of_the_region_see_its_queue_and_the_central_ones_do_not(now):
    region = make_region(now=now)
    found = regional_submission(region, now=now)
    filters = QueueFilters()
    assert list(api.queue(region.expert, filters, now=now)) == [found]
    assert list(api.queue(make_user("moderator"), filters, now=now)) == []


def test_who_is_no_expert_is_not_taken_on_and_who_works_does_not_leave(now):
    region = make_region(now=now)
    with pytest.raises(actions.NotAnExpert):
        actions.join_institute(
            institute=region.institute, person=make_user("author"), by=region.chief, now=now
        )
    found = regional_submission(region, now=now, claimed=True)
    membership = Membership.objects.get(person=region.expert)
    with pytest.raises(actions.StillHolds):
        actions.leave_institute(membership=membership, by=region.chief, now=now)
    api.release(submission=found, reason="time", note="", by=region.expert, now=now)
    actions.leave_institute(membership=membership, by=region.chief, now=now)
    assert not Membership.objects.filter(person=region.expert).exists()


def test_a_chief_takes_no_author_of_another_region(now):
    region, other = make_region(now=now), make_region(now=now, title="Другой")
    with pytest.raises(actions.BelongsElsewhere):
        actions.affiliate(institute=other.institute, person=region.author, by=other.chief, now=now)
    row = Affiliation.objects.select_related("institute", "person").get(person=region.author)
    actions.release_affiliation(affiliation=row, by=region.chief, now=now)
    actions.affiliate(institute=other.institute, person=region.author, by=other.chief, now=now)
    assert Affiliation.objects.get(person=region.author).institute == other.institute


def test_a_rule_is_the_institutes_own(now):
    region = make_region(now=now)
    facts = {"second_reader": True, "technical": True, "panel": 3, "days": 7}
    actions.set_rule(institute=region.institute, kind="scenario", by=region.chief, now=now, **facts)
    found = regional_submission(region, now=now)
    assert found.plan == [
        {"stage": "methodical", "seats": 2},
        {"stage": "technical", "seats": 1},
    ]
    rules = {rule.kind: rule for rule, _stages in rules_of(api.ensure_central_institute())}
    assert not rules["scenario"].second_reader
    with pytest.raises(NotAllowed):
        actions.set_rule(
            institute=api.ensure_central_institute(),
            kind="scenario",
            by=region.chief,
            now=now,
            **facts,
        )


def test_rubrics_are_the_institutes_own(now):
    region = make_region(now=now)
    found = regional_submission(region, now=now)
    rubric = api.rubric_of(found)
    criteria = [*rubric.criteria[:1]]
    api.revise_rubric(rubric=rubric, criteria=criteria, by=region.chief, now=now)
    assert len(api.rubric_of(found).criteria) == 1
    assert len(api.rubric_of(make_submission(now=now)).criteria) > 1
    with pytest.raises(BadRubric):
        api.revise_rubric(rubric=rubric, criteria=[], by=region.chief, now=now)


def test_competence_is_set_where_the_chief_works(now):
    region = make_region(now=now)
    api.set_competence(person=region.expert, by=region.chief, capacity=3)
    found = Membership.objects.get(person=region.expert)
    assert (found.institute, found.capacity) == (region.institute, 3)


def test_the_list_of_institutes_costs_the_same_at_any_length(now, django_assert_max_num_queries):
    regions = [make_region(now=now, title=f"Институт {number}") for number in range(4)]
    regional_submission(regions[0], now=now + timedelta(hours=1))
    with django_assert_max_num_queries(3):
        rows = list(managed_institutes(regions[0].administrator))
    assert len(rows) == Institute.objects.count()
    mine = list(managed_institutes(regions[0].chief))
    assert [(row.pk, row.waiting, row.experts, row.authors) for row in mine] == [
        (regions[0].institute.pk, 1, 2, 1)
    ]
    assert Submission.objects.count() == 1
