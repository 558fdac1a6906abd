import pytest

from accounts.data import METHODOLOGIST
from framework.actions.editing import NodeText, add_node, change_node, move_node
from framework.actions.joining import split_node
from framework.models import FrameworkNode
from framework.workbench.branches import marks_of, read_tree
from tests.factories.editions import make_draft_edition, row_titled
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HEAT, MATTER, LEAVES = "Тепловые процессы", "Строение вещества", "Ёлки и другие растения"


@pytest.fixture
def keeper():
    return make_user(METHODOLOGIST)


@pytest.fixture
def draft(tmp_path, now, keeper):
    load_programmes(tmp_path)
    return make_draft_edition(now=now, by=keeper)


def marks(draft):
    rows = list(FrameworkNode.objects.filter(version=draft))
    found = marks_of(draft, rows)
    return {row.title: found[row.uuid] for row in rows if row.uuid in found}


def test_an_untouched_draft_marks_nothing(draft):
    assert marks(draft) == {}


def test_each_change_has_its_mark(draft, keeper, now, django_assert_num_queries):
    facts = {"version": draft.uuid, "by": keeper, "now": now}
    leaves = row_titled(draft, LEAVES).uuid
    split_node(node=row_titled(draft, MATTER).uuid, parts=[NodeText("Атомы")], **facts)
    move_node(node=row_titled(draft, HEAT).uuid, parent=leaves, after=None, **facts)
    change_node(node=leaves, text=NodeText("Растения"), **facts)
    add_node(parent=leaves, kind="topic", text=NodeText("Травы"), **facts)
    assert marks(draft) == {
        MATTER: "split",
        "Атомы": "split",
        HEAT: "moved",
        "Растения": "renamed",
        "Травы": "added",
    }
    rows = list(FrameworkNode.objects.filter(version=draft))
    with django_assert_num_queries(4):
        marks_of(draft, rows)


def test_only_open_branches_hold_their_children(draft):
    level = read_tree(draft, [row_titled(draft, "8 класс").uuid])
    physics = next(branch for branch in level.branches if branch.title == "Физика")
    geography = next(branch for branch in level.branches if branch.title == "География")
    [programme] = physics.children
    [grade] = programme.children
    assert len(grade.children) == 2
    assert not any(section.is_open for section in grade.children)
    assert geography.children is None


def test_a_long_level_says_that_more_waits(draft, monkeypatch):
    monkeypatch.setattr("framework.workbench.branches.LEVEL", 1)
    level = read_tree(draft, [row_titled(draft, "8 класс").uuid])
    assert [branch.title for branch in level.branches] == ["География", "Физика"]
    assert level.more == 1
    [grade] = level.branches[1].children[0].children
    assert (len(grade.children), grade.more) == (1, 1)
