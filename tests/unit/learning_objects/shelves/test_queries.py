from __future__ import annotations

from uuid import uuid4

from core.api import now
from framework.api import get_tree
from learning_objects.actions.removal import withdraw_object
from learning_objects.api import save_draft
from learning_objects.models import LearningObject, ShelfItem
from learning_objects.shelves import queries
from learning_objects.shelves.lists import shelf_csv
from tests.factories.learning_objects import make_draft, publish
from tests.factories.people import make_user
from tests.factories.shelves import make_own_shelf, share


def test_each_item_says_where_it_stands(owner, shelf):
    rows = list(shelf.items.order_by("position"))
    newer = LearningObject.objects.get(uuid=rows[0].object_uuid)
    author = newer.authorships.get().user
    save_draft(learning_object=newer, draft=make_draft("А, новое"), by=author, now=now())
    publish(newer)
    gone = LearningObject.objects.get(uuid=rows[1].object_uuid)
    withdraw_object(learning_object=gone, reason="Ошибка в опыте", by=author, now=now())
    ShelfItem.objects.filter(pk=rows[2].pk).update(object_uuid=uuid4())

    newer_view, gone_view, missing = queries.views_of(queries.items_of(shelf))
    assert (newer_view.standing, newer_view.title, newer_view.newest) == ("newer", "А", 2)
    assert newer_view.url.endswith("/v/1/")
    assert (gone_view.standing, gone_view.title) == ("withdrawn", "Б")
    assert gone_view.reason == "Ошибка в опыте"
    assert gone_view.hit is None
    assert (missing.standing, missing.title) == ("missing", "В")
    table = shelf_csv(shelf)
    assert "есть новая версия" in table
    assert "отозван из библиотеки" in table


def test_a_list_of_shelves_and_a_page_of_one_cost_the_same(owner, shelf, django_assert_num_queries):
    make_own_shelf(by=owner)
    share(shelf, make_user())
    get_tree()
    with django_assert_num_queries(1):
        lines = queries.lines_of(queries.shelves_of(owner))
    assert {(line.items, line.shared_with) for line in lines} == {(3, 1), (0, 0)}
    with django_assert_num_queries(3):
        assert len(queries.views_of(queries.items_of(shelf))) == 3


def test_where_one_may_put_something(owner, shelf):
    colleague = make_user()
    read_only = make_own_shelf(by=owner, title="Только читать")
    share(shelf, colleague, may_write=True)
    share(read_only, colleague)
    own = make_own_shelf(by=colleague, title="Своя")
    assert queries.writable_shelves(colleague) == [
        (own.uuid, "Своя"),
        (shelf.uuid, "Неделя физики"),
    ]


def test_a_table_runs_no_formula(owner, shelf):
    ShelfItem.objects.filter(shelf=shelf, title="А").update(note="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in shelf_csv(shelf)
    assert shelf_csv(shelf).startswith("\ufeff")
