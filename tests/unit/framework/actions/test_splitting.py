import pytest

from accounts.data import METHODOLOGIST
from accounts.errors import NotAllowed
from framework.actions.editing import EditRefused, NodeText, change_node, text_digest
from framework.actions.splitting import split_as_seen
from tests.factories.editions import make_draft_edition, row_titled
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PARTS = [NodeText("Плавление", hours=2), NodeText("Кипение", hours=3)]


@pytest.fixture
def by():
    return make_user(METHODOLOGIST)


@pytest.fixture
def heat(tmp_path, now, by):
    load_programmes(tmp_path)
    return row_titled(make_draft_edition(now=now, by=by), "Тепловые процессы")


@pytest.fixture
def facts(heat, now, by):
    return {"version": heat.version.uuid, "node": heat.uuid, "by": by, "now": now}


def test_the_node_keeps_the_code_and_the_content_that_it_has_by_then(heat, facts):
    change_node(text=NodeText(heat.title, code="1.2", content="Пар"), **facts)
    [made] = split_as_seen(parts=PARTS, **facts)
    heat.refresh_from_db()
    assert (heat.title, heat.hours, heat.code, heat.content) == ("Плавление", 2, "1.2", "Пар")
    assert (made.title, made.code) == ("Кипение", "")


def test_a_node_that_somebody_changed_since_is_not_split(heat, facts):
    seen = text_digest(heat)
    change_node(text=NodeText("Теплота"), **facts)
    with pytest.raises(EditRefused, match="changed"):
        split_as_seen(parts=PARTS, seen=seen, **facts)
    heat.refresh_from_db()
    assert heat.title == "Теплота"
    assert row_titled(heat.version, "Кипение") is None
    split_as_seen(parts=PARTS, seen=text_digest(heat), **facts)


def test_one_part_is_no_split_and_it_is_not_anybodys_to_do(facts):
    with pytest.raises(EditRefused, match="few"):
        split_as_seen(parts=PARTS[:1], **facts)
    with pytest.raises(NotAllowed):
        split_as_seen(parts=PARTS, **{**facts, "by": make_user("author")})
