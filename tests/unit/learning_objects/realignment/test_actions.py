import pytest

from accounts.data import METHODOLOGIST
from core.api import pending
from core.errors import TransitionRefused
from framework.actions.editing import NodeText
from framework.api import (
    change_node,
    get_tree,
    merge_nodes,
    path_labels,
    publish_version,
    retire_node,
    split_node,
)
from framework.models import FrameworkVersion
from learning_objects.actions.counting import recount_library
from learning_objects.api import get_version, restore_object, save_draft, withdraw_object
from learning_objects.counts import get_counts
from learning_objects.data import TopicRef
from learning_objects.models import LearningObject, RealignmentProposal
from learning_objects.realignment import actions
from learning_objects.realignment.actions import (
    WrongChoice,
    accept,
    decline,
    follow_framework,
    propose,
    roll_back,
)
from learning_objects.realignment.bulk import accept_ready, roll_all_back
from learning_objects.realignment.queries import list_realignments, proposal_views, proposals_of
from tests.factories.editions import make_draft_edition
from tests.factories.framework import PHYSICS, load_programmes
from tests.factories.learning_objects import make_draft, make_object
from tests.factories.learning_objects import publish as publish_again
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user(METHODOLOGIST)


@pytest.fixture
def draft(tmp_path, now, by):
    load_programmes(tmp_path)
    follow_framework(now=now)
    return make_draft_edition(now=now, by=by)


@pytest.fixture
def facts(draft, by, now):
    return {"version": draft.uuid, "by": by, "now": now}


def publish(draft, by, now):
    publish_version(version=draft, by=by, now=now)
    while follow_framework(now=now):
        pass


def standing(version):
    return [ref.node_uuid for ref in get_version(uuid=version.object_uuid).topics]


def test_a_renamed_or_moved_topic_asks_nothing_of_anybody(draft, facts, by, now):
    publish_on(CURRENT)
    change_node(node=topic(CURRENT), text=NodeText("Постоянный ток"), **facts)
    publish(draft, by, now)
    assert not RealignmentProposal.objects.exists()


def test_a_merged_topic_takes_its_objects_along_when_accepted(draft, facts, by, now):
    on_current, elsewhere = publish_on(CURRENT), publish_on(FORESTS)
    current, heat = topic(CURRENT), topic(HEAT)
    merge_nodes(into=heat, gone=[current], **facts)
    publish(draft, by, now)
    assert standing(on_current) == [current]
    assert path_labels(current)[-1] == CURRENT  # what it was called last
    [realignment] = list_realignments()
    assert (realignment.ready, realignment.orphans) == (1, 0)
    assert accept_ready(realignment=realignment.uuid, by=by, now=now) == 1
    assert standing(on_current) == [heat]
    assert standing(elsewhere) == [topic(FORESTS)]
    assert get_counts().at[heat] == 1
    assert recount_library(repair=False) == {}
    told = [item.key for item in pending(consumer="search", limit=50)]
    assert told.count(str(on_current.object_uuid)) == 2
    [row] = RealignmentProposal.objects.all()
    with pytest.raises(TransitionRefused):
        accept(proposal=row.uuid, by=by, now=now)


def test_a_split_topic_is_offered_with_all_its_parts_and_one_is_chosen(draft, facts, by, now):
    version = publish_on(CURRENT, HEAT)
    current = topic(CURRENT)
    [part] = split_node(node=current, parts=[NodeText("Переменный ток")], **facts)
    publish(draft, by, now)
    [row] = RealignmentProposal.objects.all()
    assert row.offered == [str(current), str(part.uuid)]
    accept(proposal=row.uuid, chosen=[part.uuid], by=by, now=now)
    assert standing(version) == [part.uuid, topic(HEAT)]
    roll_back(proposal=row.uuid, by=by, now=now)
    assert standing(version) == [current, topic(HEAT)]
    assert LearningObject.objects.get(uuid=version.object_uuid).placed is None
    assert recount_library(repair=False) == {}


def test_a_retired_topic_leaves_an_orphan_that_somebody_places(draft, facts, by, now):
    version = publish_on(CURRENT)
    retire_node(node=topic(CURRENT), **facts)
    publish(draft, by, now)
    [realignment] = list_realignments()
    assert (realignment.ready, realignment.orphans) == (0, 1)
    assert accept_ready(realignment=realignment.uuid, by=by, now=now) == 0
    [row] = proposals_of(realignment.uuid, orphans=True)
    with pytest.raises(WrongChoice):
        accept(proposal=row.uuid, by=by, now=now)
    accept(proposal=row.uuid, chosen=[topic(HEAT)], by=by, now=now)
    assert standing(version) == [topic(HEAT)]
    assert roll_all_back(realignment=realignment.uuid, by=by, now=now) == 1
    decline(proposal=row.uuid, by=by, now=now)
    [view] = proposal_views(proposals_of(realignment.uuid, state="declined"))
    assert (view.title, view.title_before) == (version.title, CURRENT)


def test_taking_one_decision_back_leaves_the_others_of_the_object(draft, facts, by, now):
    version = publish_on(CURRENT, HEAT)
    current, heat, forests = topic(CURRENT), topic(HEAT), topic(FORESTS)
    merge_nodes(into=forests, gone=[current, heat], **facts)
    publish(draft, by, now)
    [realignment] = list_realignments()
    accept_ready(realignment=realignment.uuid, by=by, now=now)
    assert standing(version) == [forests]
    row = RealignmentProposal.objects.get(former=current)
    roll_back(proposal=row.uuid, by=by, now=now)
    assert standing(version) == [current, forests]


def test_a_version_published_meanwhile_speaks_for_itself(draft, facts, by, now):
    version = publish_on(CURRENT)
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    publish(draft, by, now)
    item = LearningObject.objects.get(uuid=version.object_uuid)
    author = item.authorships.first().user
    save_draft(learning_object=item, draft=make_draft("Новое"), by=author, now=now)
    publish_again(item)
    [row] = RealignmentProposal.objects.all()
    assert not accept(proposal=row.uuid, by=by, now=now)
    row.refresh_from_db()
    assert row.state == "outdated"


def test_a_correction_within_an_edition_proposes_too_and_only_what_is_new(tmp_path, now, by):
    load_programmes(tmp_path / "a")
    publish_on(FORESTS)
    follow_framework(now=now)
    edition = FrameworkVersion.objects.get(status="published").uuid
    physics_only = tmp_path / "b"
    load_programmes(physics_only, PHYSICS)
    while follow_framework(now=now):
        pass
    [row] = RealignmentProposal.objects.all()
    assert (row.change, row.title_before, row.offered) == ("retired", FORESTS, [])
    assert propose(edition=edition, now=now) == 0


def test_nobody_else_realigns(draft, facts, by, now):
    publish_on(CURRENT)
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    publish(draft, by, now)
    [row] = RealignmentProposal.objects.all()
    author = make_user("author")
    for act in (accept, decline, roll_back):
        with pytest.raises(TransitionRefused) as refused:
            act(proposal=row.uuid, by=author, now=now)
        assert refused.value.code == "permission"


def test_the_list_asks_two_questions_however_many_there_are(
    draft, facts, by, now, django_assert_num_queries
):
    for _number in range(3):
        publish_on(CURRENT)
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    publish(draft, by, now)
    get_tree()
    with django_assert_num_queries(2):
        [realignment] = list_realignments()
    with django_assert_num_queries(1):
        assert len(proposal_views(proposals_of(realignment.uuid)[:20])) == 3


def test_what_is_published_on_an_ended_topic_later_is_proposed_too(draft, facts, by, now):
    waiting = make_object(draft=make_draft(topics=[TopicRef(topic(CURRENT))]))
    current, heat = topic(CURRENT), topic(HEAT)
    merge_nodes(into=heat, gone=[current], **facts)
    publish(draft, by, now)
    assert not RealignmentProposal.objects.exists()
    version = publish_again(waiting)
    follow_framework(now=now)
    [row] = RealignmentProposal.objects.all()
    assert (row.former, row.offered) == (current, [str(heat)])
    accept(proposal=row.uuid, by=by, now=now)
    assert standing(version) == [heat]


def test_a_withdrawn_object_is_realigned_and_counted_once_it_is_offered_again(
    draft, facts, by, now
):
    version = publish_on(CURRENT)
    item = LearningObject.objects.get(uuid=version.object_uuid)
    admin = make_user("administrator")
    withdraw_object(learning_object=item, reason="-", by=admin, now=now)
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    publish(draft, by, now)
    [row] = RealignmentProposal.objects.all()
    assert accept(proposal=row.uuid, by=by, now=now)
    assert recount_library(repair=False) == {}
    restore_object(learning_object=item, reason="-", by=admin, now=now)
    assert get_counts().at[topic(HEAT)] == 1
    assert recount_library(repair=False) == {}


def fail(**_facts):
    raise ValueError("no such edition")


def test_one_event_that_fails_does_not_stop_the_others(draft, facts, by, now, monkeypatch, caplog):
    publish_on(CURRENT)
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    publish_version(version=draft, by=by, now=now)
    monkeypatch.setattr(actions, "propose", fail)
    done = follow_framework(now=now)
    assert done == 1  # the publication of the object
    assert "waits" in caplog.text
    monkeypatch.undo()
    assert follow_framework(now=now) == 1
    assert RealignmentProposal.objects.count() == 1
