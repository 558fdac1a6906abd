from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.data import METHODOLOGIST
from accounts.errors import NotAllowed
from framework.actions.drafting import NotADraft, discard_draft
from framework.actions.editing import (
    EditRefused,
    NodeText,
    add_node,
    change_node,
    move_node,
    retire_node,
    text_digest,
)
from framework.actions.joining import merge_nodes, split_node, take_back
from framework.actions.publishing import EditionOutdated, publish_version
from framework.actions.succession import preview_changes, read_states, write_changes
from framework.api import get_tree
from framework.models import FrameworkNode, FrameworkVersion, NodeChange
from tests.factories.editions import make_draft_edition, outline, row_titled
from tests.factories.framework import load_programmes, node_titled, programme
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user(METHODOLOGIST)


@pytest.fixture
def draft(tmp_path, now, by):
    load_programmes(tmp_path)
    return make_draft_edition(now=now, by=by)


def uuid_of(draft, title):
    return row_titled(draft, title).uuid


def lines(draft):
    return [
        (c.kind, c.former and c.former.title, c.present and c.present.title)
        for c in preview_changes(draft)
    ]


def test_a_draft_holds_every_node_under_its_own_uuid_and_readers_see_none_of_it(draft, now, by):
    tree = get_tree()
    rows = FrameworkNode.objects.filter(version=draft)
    assert {row.uuid for row in rows} == set(tree.nodes)
    heat = uuid_of(draft, "Тепловые процессы")
    change_node(version=draft.uuid, node=heat, text=NodeText("Теплота"), by=by, now=now)
    assert get_tree().nodes[heat].title == "Тепловые процессы"
    assert lines(draft) == [("renamed", "Тепловые процессы", "Теплота")]


def test_a_renamed_and_moved_node_keeps_uuid_and_key_through_publication(draft, now, by):
    node = row_titled(draft, "Строение вещества")
    leaves = row_titled(draft, "Ёлки и другие растения")
    change_node(version=draft.uuid, node=node.uuid, text=NodeText("Атомы"), by=by, now=now)
    move_node(
        version=draft.uuid,
        node=node.uuid,
        parent=leaves.uuid,
        after=uuid_of(draft, "Леса и люди"),
        by=by,
        now=now,
    )
    publish_version(version=draft, by=by, now=now)
    there = get_tree().nodes[node.uuid]
    assert (there.title, there.key, there.parent, there.grade) == (
        "Атомы",
        node.key,
        leaves.uuid,
        5,
    )
    [change] = NodeChange.objects.filter(version=draft)
    assert (change.kind, change.title_before, change.title_after) == (
        "moved",
        "Строение вещества",
        "Атомы",
    )
    assert "Тепловые явления" in change.path_before


def test_a_split_and_a_merge_are_lines_of_the_change_map(draft, now, by):
    heat = uuid_of(draft, "Тепловые процессы")
    split_node(
        version=draft.uuid,
        node=heat,
        parts=[NodeText("Плавление"), NodeText("Кипение")],
        by=by,
        now=now,
    )
    text = "\n".join(outline(draft))
    assert text.index("Тепловые процессы") < text.index("Плавление") < text.index("Кипение")
    matter = uuid_of(draft, "Строение вещества")
    merge_nodes(version=draft.uuid, into=matter, gone=[uuid_of(draft, "Кипение")], by=by, now=now)
    publish_version(version=draft, by=by, now=now)
    assert {(c.kind, c.title_before, c.title_after) for c in draft.changes.all()} == {
        ("split", "Тепловые процессы", "Тепловые процессы"),
        ("split", "Тепловые процессы", "Плавление"),
        ("split", "Тепловые процессы", "Строение вещества"),
    }


def test_a_merge_takes_children_hours_and_content_along(draft, now, by):
    kept, gone = row_titled(draft, "Строение вещества"), row_titled(draft, "Тепловые процессы")
    below = add_node(
        version=draft.uuid,
        parent=gone.uuid,
        kind="element",
        text=NodeText("Теплоёмкость", hours=1),
        by=by,
        now=now,
    )
    merge_nodes(version=draft.uuid, into=kept.uuid, gone=[gone.uuid], by=by, now=now)
    kept.refresh_from_db()
    assert (kept.hours, kept.content) == (7, "Молекулы и атомы")
    assert [child.uuid for child in kept.get_children()] == [below.uuid]
    assert ("merged", "Тепловые процессы", "Строение вещества") in lines(draft)


@pytest.mark.parametrize("edit", ["rename", "move", "retire", "merge", "split", "branch"])
def test_whatever_was_done_is_taken_back(draft, now, by, edit):
    before = outline(draft)
    heat, matter = uuid_of(draft, "Тепловые процессы"), uuid_of(draft, "Строение вещества")
    facts = {"version": draft.uuid, "by": by, "now": now}
    node = heat
    if edit == "rename":
        change_node(node=heat, text=NodeText("Теплота", hours=3), **facts)
    elif edit == "move":
        move_node(node=heat, parent=uuid_of(draft, "Ёлки и другие растения"), after=None, **facts)
    elif edit == "retire":
        retire_node(node=heat, **facts)
    elif edit == "merge":
        merge_nodes(into=matter, gone=[heat], **facts)
    elif edit == "split":
        [part] = split_node(node=heat, parts=[NodeText("Кипение")], **facts)
        take_back(node=part.uuid, **facts)
    else:
        node = uuid_of(draft, "Тепловые явления")
        retire_node(node=node, **facts)
    take_back(node=node, **facts)
    assert outline(draft) == before
    left = lines(draft)
    assert [line for line in left if line[0] != "renamed"] == []


def test_what_was_merged_stays_merged_when_what_stood_above_it_comes_back(draft, now, by):
    facts = {"version": draft.uuid, "by": by, "now": now}
    heat, matter = uuid_of(draft, "Тепловые процессы"), uuid_of(draft, "Леса и люди")
    leaves = uuid_of(draft, "Ёлки и другие растения")
    merge_nodes(into=heat, gone=[matter], **facts)
    retire_node(node=leaves, **facts)
    take_back(node=leaves, **facts)
    # The heir has the hours of both now.
    assert sorted(lines(draft)) == [
        ("edited", "Тепловые процессы", "Тепловые процессы"),
        ("merged", "Леса и люди", "Тепловые процессы"),
    ]


def test_the_first_part_of_a_split_may_be_called_anew(draft, now, by):
    facts = {"version": draft.uuid, "by": by, "now": now}
    heat = uuid_of(draft, "Тепловые процессы")
    split_node(node=heat, keep=NodeText("Плавление"), parts=[NodeText("Кипение")], **facts)
    assert FrameworkNode.objects.get(version=draft, uuid=heat).title == "Плавление"
    with pytest.raises(EditRefused, match="title"):
        split_node(node=heat, keep=NodeText(""), parts=[NodeText("Пар")], **facts)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda d: {"parent": uuid4(), "kind": "topic", "text": NodeText("а")}, "gone"),
        (lambda d: {"parent": None, "kind": "topic", "text": NodeText(" ")}, "title"),
        (lambda d: {"parent": None, "kind": "topic", "text": NodeText("а" * 701)}, "title"),
        (lambda d: {"parent": None, "kind": "topic", "text": NodeText("а", hours=-1)}, "hours"),
        (lambda d: {"parent": None, "kind": "planet", "text": NodeText("а")}, "kind"),
        (
            lambda d: {
                "parent": uuid_of(d, "Леса и люди"),
                "kind": "section",
                "text": NodeText("а"),
            },
            "kind",
        ),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_written(draft, now, by, wrong, code):
    before = outline(draft)
    with pytest.raises(EditRefused) as refused:
        add_node(version=draft.uuid, by=by, now=now, **wrong(draft))
    assert (refused.value.code, outline(draft)) == (code, before)


def test_a_node_cannot_go_below_itself(draft, now, by):
    section = row_titled(draft, "Тепловые явления")
    topic = uuid_of(draft, "Строение вещества")
    for parent in (section.uuid, topic):
        with pytest.raises(EditRefused, match="own_branch"):
            move_node(
                version=draft.uuid, node=section.uuid, parent=parent, after=None, by=by, now=now
            )


def test_a_published_edition_is_not_edited_and_strangers_edit_none(draft, now, by):
    published = FrameworkVersion.objects.get(status="published")
    with pytest.raises(NotADraft):
        retire_node(version=published.uuid, node=node_titled("Физика").uuid, by=by, now=now)
    with pytest.raises(NotAllowed):
        retire_node(
            version=draft.uuid, node=uuid_of(draft, "Физика"), by=make_user("author"), now=now
        )
    discard_draft(version=draft.uuid, by=by, now=now)
    assert not FrameworkVersion.objects.filter(status="draft").exists()
    assert len(get_tree().nodes) > 5


def test_a_draft_that_another_overtook_is_not_published(draft, now, by):
    publish_version(version=make_draft_edition(now=now, by=by, label="2027"), by=by, now=now)
    with pytest.raises(EditionOutdated):
        publish_version(version=draft, by=by, now=now)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_edits_leave_a_sound_tree_and_a_complete_map(draft, now, by, data):
    with transaction.atomic():  # every example begins with the same draft
        _edit_at_will(draft, now, by, data)
        transaction.set_rollback(True)


def _edit_at_will(draft, now, by, data):
    facts = {"version": draft.uuid, "by": by, "now": now}
    for _step in range(data.draw(st.integers(1, 6))):
        rows = list(FrameworkNode.objects.filter(version=draft).order_by("path"))
        one, other = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(rows))
        edit = data.draw(st.sampled_from(["move", "split", "merge", "retire", "rename", "back"]))
        try:
            if edit == "move":
                move_node(node=one.uuid, parent=other.uuid, after=None, **facts)
            elif edit == "split":
                split_node(node=one.uuid, parts=[NodeText("часть")], **facts)
            elif edit == "merge":
                merge_nodes(into=one.uuid, gone=[other.uuid], **facts)
            elif edit == "retire" and one.depth > 3:
                retire_node(node=one.uuid, **facts)
            elif edit == "rename":
                change_node(node=one.uuid, text=NodeText("имя"), **facts)
            else:
                take_back(node=one.uuid, **facts)
        except EditRefused:
            continue
    assert FrameworkNode.find_problems() == ([], [], [], [], [])
    present = set(FrameworkNode.objects.filter(version=draft).values_list("uuid", flat=True))
    former = set(get_tree().nodes)
    changes = preview_changes(draft)
    assert former - present <= {c.former.uuid for c in changes if c.former}
    assert present - former <= {c.present.uuid for c in changes if c.present}


def test_a_merge_taken_back_gives_hours_words_and_children_back(draft, now, by):
    kept, gone = row_titled(draft, "Строение вещества"), row_titled(draft, "Тепловые процессы")
    facts = {"version": draft.uuid, "by": by, "now": now}
    publish_version(version=draft, by=by, now=now)
    below = NodeText("Теплоёмкость", hours=1)
    second = make_draft_edition(now=now, by=by, label="2027")
    facts["version"] = second.uuid
    child = add_node(parent=gone.uuid, kind="element", text=below, **facts)
    change_node(
        node=gone.uuid, text=NodeText("Тепловые процессы", hours=4, content="Тепло"), **facts
    )
    publish_version(version=second, by=by, now=now)
    third = make_draft_edition(now=now, by=by, label="2028")
    facts["version"] = third.uuid
    before = outline(third)
    merge_nodes(into=kept.uuid, gone=[gone.uuid], **facts)
    merged = row_titled(third, "Строение вещества")
    assert (merged.hours, merged.content) == (11, "Молекулы и атомы\nТепло")
    take_back(node=gone.uuid, **facts)
    merged.refresh_from_db()
    assert (merged.hours, merged.content) == (7, "Молекулы и атомы")
    assert outline(third) == before
    assert row_titled(third, "Теплоёмкость").uuid == child.uuid
    assert lines(third) == []


def test_taking_a_new_node_back_keeps_the_old_ones_below_it(draft, now, by):
    facts = {"version": draft.uuid, "by": by, "now": now}
    section = row_titled(draft, "Тепловые явления")
    parent = section.get_parent().uuid
    fresh = add_node(parent=parent, kind="section", text=NodeText("Новый раздел"), **facts)
    move_node(node=uuid_of(draft, "Строение вещества"), parent=fresh.uuid, after=None, **facts)
    with pytest.raises(EditRefused, match="holds"):
        take_back(node=fresh.uuid, **facts)


def test_hours_and_content_alone_are_lines_of_the_map(draft, now, by):
    node = uuid_of(draft, "Строение вещества")
    text = NodeText("Строение вещества", hours=9, content="Молекулы")
    change_node(version=draft.uuid, node=node, text=text, by=by, now=now)
    assert lines(draft) == [("edited", "Строение вещества", "Строение вещества")]


def test_a_draft_of_an_edition_that_was_corrected_since_is_not_published(tmp_path, now, by):
    load_programmes(tmp_path / "a")
    draft = make_draft_edition(now=now, by=by)
    load_programmes(tmp_path / "b", programme(source="исправлено.pdf"))
    with pytest.raises(EditionOutdated):
        publish_version(version=draft, by=by, now=now)


def test_keys_stay_within_their_column_however_deep(draft, now, by):
    parent = uuid_of(draft, "Тепловые явления")
    for number in range(5):
        made = add_node(
            version=draft.uuid,
            parent=parent,
            kind="section",
            text=NodeText(f"Очень длинное название раздела, которое никак не кончается {number}"),
            by=by,
            now=now,
        )
        assert len(made.key) <= 255
        parent = made.uuid


def test_a_correction_tells_each_split_once_and_a_former_node_by_its_last_name(tmp_path, now, by):
    load_programmes(tmp_path / "a")
    draft = make_draft_edition(now=now, by=by)
    heat = uuid_of(draft, "Тепловые процессы")
    facts = {"version": draft.uuid, "by": by, "now": now}
    split_node(node=heat, parts=[NodeText("Кипение")], **facts)
    matter = uuid_of(draft, "Строение вещества")
    change_node(node=matter, text=NodeText("Вещество"), **facts)
    publish_version(version=draft, by=by, now=now)
    again = make_draft_edition(now=now, by=by, label="2027")
    retire_node(version=again.uuid, node=matter, by=by, now=now)
    publish_version(version=again, by=by, now=now)
    assert get_tree().former[matter].title == "Вещество"
    write_changes(draft, read_states(draft), corrected=True)
    assert draft.changes.filter(kind="split").count() == 2


def test_what_somebody_else_wrote_since_is_not_overwritten(draft, now, by):
    heat = row_titled(draft, "Тепловые процессы")
    seen = text_digest(heat)
    facts = {"version": draft.uuid, "node": heat.uuid, "by": by, "now": now}
    change_node(text=NodeText("Теплота"), seen=seen, **facts)
    with pytest.raises(EditRefused) as refusal:
        change_node(text=NodeText("Тепловые процессы", hours=5), seen=seen, **facts)
    assert refusal.value.code == "changed"
    heat.refresh_from_db()
    assert (heat.title, heat.hours) == ("Теплота", None)
    # The same words again are no quarrel, and who names nothing compares nothing.
    change_node(text=NodeText("Теплота"), seen=seen, **facts)
    change_node(text=NodeText("Теплота", hours=5), seen=text_digest(heat), **facts)
    change_node(text=NodeText("Тепло"), **facts)
    assert row_titled(draft, "Тепло") is not None
