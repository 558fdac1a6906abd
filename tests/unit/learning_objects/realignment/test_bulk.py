from datetime import timedelta

import pytest

from accounts.data import METHODOLOGIST
from accounts.errors import NotAllowed
from framework.actions.editing import NodeText
from framework.api import merge_nodes, publish_version, retire_node, split_node
from learning_objects.api import get_version
from learning_objects.models import Realignment, RealignmentProposal
from learning_objects.realignment import bulk
from learning_objects.realignment.actions import accept, follow_framework, roll_back
from learning_objects.realignment.data import ACCEPT, TAKE_BACK
from learning_objects.realignment.queries import get_realignment, list_realignments
from learning_objects.realignment.telling import REALIGNED
from notices.models import Notice
from tests.factories.editions import make_draft_edition
from tests.factories.framework import load_programmes
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user(METHODOLOGIST)


@pytest.fixture
def facts(tmp_path, by, now):
    load_programmes(tmp_path)
    follow_framework(now=now)
    return {"version": make_draft_edition(now=now, by=by).uuid, "by": by, "now": now}


def publish(facts):
    from framework.models import FrameworkVersion

    edition = FrameworkVersion.objects.get(uuid=facts["version"])
    publish_version(version=edition, by=facts["by"], now=facts["now"])
    while follow_framework(now=facts["now"]):
        pass
    [realignment] = list_realignments()
    return realignment.uuid


def merge(facts):
    merge_nodes(into=topic(HEAT), gone=[topic(CURRENT)], **facts)
    return publish(facts)


def test_the_work_goes_on_in_the_background(facts, by, now, django_capture_on_commit_callbacks):
    made = [publish_on(CURRENT) for _number in range(3)]
    heat = topic(HEAT)
    edition = merge(facts)
    start = {"realignment": edition, "by": by, "now": now}
    with django_capture_on_commit_callbacks() as asked:
        assert bulk.start_work(work=ACCEPT, **start)
    assert len(asked) == 1
    assert not bulk.start_work(work=TAKE_BACK, **start)
    view = get_realignment(edition)
    assert (view.work, view.total, view.left, view.goes_on(now)) == (ACCEPT, 3, 3, True)
    assert bulk.run_work(realignment=edition) == 3
    view = get_realignment(edition)
    assert (view.work, view.accepted, view.ready, view.decided) == ("", 3, 0, 3)
    assert get_version(uuid=made[0].object_uuid).topics[0].node_uuid == heat
    assert bulk.run_work(realignment=edition) == 0
    assert bulk.start_work(work=TAKE_BACK, **start)
    assert bulk.run_work(realignment=edition) == 3
    assert get_realignment(edition).ready == 3


def test_what_broke_off_can_be_begun_again(facts, by, now, monkeypatch):
    publish_on(CURRENT)
    edition = merge(facts)
    bulk.start_work(realignment=edition, work=ACCEPT, by=by, now=now)

    def fail(**_facts):
        raise OSError("full")

    monkeypatch.setattr(bulk, "put", fail)
    with pytest.raises(OSError, match="full"):
        bulk.run_work(realignment=edition)
    monkeypatch.undo()
    view = get_realignment(edition)
    assert (view.work, view.goes_on(now)) == (ACCEPT, False)
    assert bulk.start_work(realignment=edition, work=ACCEPT, by=by, now=now)
    assert bulk.run_work(realignment=edition) == 1


def test_a_killed_worker_holds_nothing_for_long(facts, by, now):
    publish_on(CURRENT)
    edition = merge(facts)
    start = {"realignment": edition, "work": ACCEPT, "by": by}
    assert bulk.start_work(now=now, **start)
    assert not bulk.start_work(now=now + timedelta(minutes=4), **start)
    assert bulk.start_work(now=now + timedelta(minutes=6), **start)


def test_only_methodologists_begin(facts, by, now):
    publish_on(CURRENT)
    edition = merge(facts)
    stranger = make_user("author")
    with pytest.raises(NotAllowed):
        bulk.start_work(realignment=edition, work=ACCEPT, by=stranger, now=now)
    assert not Realignment.objects.get().work


def test_an_author_is_told_once_of_an_object_and_edition(facts, by, now):
    author = make_user("author")
    publish_on(CURRENT, HEAT, by=author)
    merge_nodes(into=topic(FORESTS), gone=[topic(CURRENT), topic(HEAT)], **facts)
    edition = publish(facts)
    bulk.accept_ready(realignment=edition, by=by, now=now)
    [notice] = Notice.objects.filter(code=REALIGNED)
    assert notice.recipient == author
    assert notice.data["place"].endswith(FORESTS)
    assert "; " not in notice.data["place"]
    assert notice.mail_at is None or notice.mail_at > now
    [first, _second] = RealignmentProposal.objects.order_by("id")
    roll_back(proposal=first.uuid, by=by, now=now)
    accept(proposal=first.uuid, by=by, now=now)
    assert Notice.objects.filter(code=REALIGNED).count() == 1


def test_what_is_offered_may_have_moved_on_itself(facts, by, now):
    version = publish_on(CURRENT)
    forests = topic(FORESTS)
    edition = merge(facts)
    newest = make_draft_edition(now=now, by=by, label="2027")
    again = {"version": newest.uuid, "by": by, "now": now}
    merge_nodes(into=forests, gone=[topic(HEAT)], **again)
    publish_version(version=newest, by=by, now=now)
    assert bulk.accept_ready(realignment=edition, by=by, now=now) == 1
    assert [ref.node_uuid for ref in get_version(uuid=version.object_uuid).topics] == [forests]


def test_what_is_offered_may_have_ended_and_holds_nothing_up(facts, by, now):
    publish_on(CURRENT)
    publish_on(FORESTS)
    [part] = split_node(node=topic(FORESTS), parts=[NodeText("Луга")], **facts)
    edition = merge(facts)
    newest = make_draft_edition(now=now, by=by, label="2027")
    retire_node(node=topic(HEAT), version=newest.uuid, by=by, now=now)
    publish_version(version=newest, by=by, now=now)
    assert bulk.accept_ready(realignment=edition, by=by, now=now) == 1
    taken = RealignmentProposal.objects.get(state="accepted")
    assert str(part.uuid) in taken.chosen


def test_telling_costs_the_same_for_one_and_for_many(facts, by, now, django_assert_num_queries):
    from learning_objects.realignment.telling import Moved, tell_moved

    made = [publish_on(CURRENT) for _number in range(4)]
    edition = merge(facts)
    row = Realignment.objects.get(uuid=edition)
    rows = RealignmentProposal.objects.select_related("learning_object")
    moved = [
        Moved(item.learning_object_id, item.learning_object.uuid, "Т", row.pk, (topic(HEAT),))
        for item in rows
    ]
    assert len(moved) == len(made)
    with django_assert_num_queries(5):
        tell_moved(moved[:1], now=now)
    with django_assert_num_queries(5):
        tell_moved(moved[1:], now=now)
