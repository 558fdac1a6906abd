import csv
import io

import pytest

from accounts.errors import NotAllowed
from framework.api import TableWishes, export_case, export_table, get_tree, import_table
from framework.errors import TableFileError
from framework.models import Framework, FrameworkNode, FrameworkVersion
from tests.factories.case import DOCUMENT, association, load_package, package
from tests.factories.framework import load_programmes, load_starter, node_titled
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NEW = TableWishes(key="region", title="Региональный компонент", kind="regional")
TREE = """уровень;название;класс;часы;вид
1;Краеведение;;;предмет
2;Родной край;5;34;раздел
3;Реки;;4;
3;Озёра;;2;
"""


@pytest.fixture
def run(tmp_path, now):
    def run(content, wishes=NEW, form="csv", by=None):
        path = tmp_path / f"таблица.{form}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_table(path=path, form=form, wishes=wishes, by=by, now=now)

    return run


def rows_of(key):
    return list(
        FrameworkNode.objects.filter(version__framework__key=key)
        .order_by("path")
        .values("id", "uuid", "key", "path", "title", "content", "hours", "extra", "variant")
    )


def mistakes(caught):
    return [(error.row, error.column) for error in caught.value.rows]


def test_a_table_becomes_a_published_framework(run):
    report = run(TREE)
    assert (report.created, report.topics) == (4, 2)
    framework = Framework.objects.get()
    assert (framework.key, framework.title, framework.kind) == (
        "region",
        "Региональный компонент",
        "regional",
    )
    topic = node_titled("Реки")
    assert (topic.key, topic.kind, topic.grade, topic.hours) == (
        "region/kraevedenie/rodnoj-kraj/reki",
        "topic",
        5,
        4,
    )
    assert FrameworkVersion.objects.get().label == "1"


def test_importing_again_writes_nothing(run):
    run(TREE)
    before = rows_of("region")
    assert not run(TREE).changed
    assert rows_of("region") == before


def test_without_keys_titles_and_their_likeness_keep_nodes(run):
    run(TREE)
    rivers, lakes = node_titled("Реки").uuid, node_titled("Озёра").uuid
    report = run(TREE.replace("3;Озёра", "3;Озера края").replace("3;Реки;;4", "3;Реки;;5"))
    assert node_titled("Реки").uuid == rivers
    assert (report.created, report.removed) == (1, 1)
    report = run(TREE.replace("Озёра", "Озера, края"))
    assert report.renamed == 1
    assert lakes not in get_tree().nodes


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_our_frameworks_come_back_unchanged(run, form):
    load_starter()
    before = rows_of("frp")
    report = run(export_table(key="frp", form=form), TableWishes(key="frp"), form)
    assert not report.changed
    assert rows_of("frp") == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_loses_nothing_that_it_has_no_column_for(run, tmp_path, form):
    facts = {"Б": {"fullStatement": "=Формула:\r\n\r\n| 1 |", "language": "en"}}
    load_package(
        tmp_path,
        package({"А": "document", "Б": "А"}, association("Б", "А", "precedes"), items=facts),
    )
    key = f"case-{DOCUMENT}"
    before = export_case(key=key)
    report = run(export_table(key=key, form=form), TableWishes(key=key), form)
    assert not report.changed
    assert export_case(key=key) == before


def table(key, change):
    """Return the table of a framework with its rows changed."""
    text = export_table(key=key, form="csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    rows = change(rows) or rows
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_node_keeps_uuid_through_another_title_and_place(run, tmp_path):
    load_programmes(tmp_path / "frp")
    node = node_titled("Строение вещества")

    def move(rows):
        at = next(n for n, row in enumerate(rows) if row["uuid"] == str(node.uuid))
        row = rows.pop(at)
        row["название"], row["ключ"] = "Совсем иначе", ""
        return [*rows, row]

    report = run(table("frp", move), TableWishes(key="frp"))
    assert (report.created, report.removed, report.renamed) == (0, 0, 1)
    moved = get_tree().nodes[node.uuid]
    assert (moved.title, moved.key, moved.hours) == ("Совсем иначе", node.key, node.hours)
    assert moved.parent != node.parent
    assert moved.variant == "базовый"


def test_a_new_row_gets_its_place_from_the_node_above(run, tmp_path):
    load_programmes(tmp_path / "frp")
    empty = dict.fromkeys(["uuid", "ключ", "вид", "класс", "часы"], "")
    run(
        table("frp", lambda rows: [*rows, {**rows[-1], **empty, "название": "Новая тема"}]),
        TableWishes(key="frp"),
    )
    node = node_titled("Новая тема")
    assert (node.kind, node.grade, node.variant) == ("topic", 8, "базовый")
    assert node.education_level == "ООО"


def test_mistakes_of_keys_and_uuids_are_told_and_nothing_is_written(run, tmp_path):
    load_programmes(tmp_path / "frp")
    run(TREE)
    before = rows_of("region")
    theirs = node_titled("Строение вещества")

    def spoil(rows):
        rows[1] |= {"uuid": "", "ключ": node_titled("Леса и люди").key}
        rows[2] |= {"uuid": str(theirs.uuid), "ключ": ""}
        rows[3] |= {"uuid": rows[0]["uuid"], "ключ": rows[0]["ключ"]}
        rows.append({**rows[0], "ключ": "region/kraevedenie/rodnoj-kraj/reki"})

    with pytest.raises(TableFileError) as caught:
        run(table("region", spoil), TableWishes(key="region"))
    assert mistakes(caught) == [(3, "key"), (4, "uuid"), (5, "uuid"), (6, "key"), (6, "uuid")]
    assert rows_of("region") == before


def test_a_new_framework_needs_key_and_title(run):
    for wishes in (TableWishes(key="Ключ", title="А"), TableWishes(key="region")):
        with pytest.raises(TableFileError):
            run(TREE, wishes)
    assert not Framework.objects.exists()


def test_an_edition_of_its_own_supersedes_the_one_before(run):
    run(TREE)
    uuid = node_titled("Реки").uuid
    run(TREE.replace("Реки", "Реки края"), TableWishes(key="region", edition="2"))
    assert dict(FrameworkVersion.objects.values_list("label", "status")) == {
        "1": "superseded",
        "2": "published",
    }
    assert uuid not in get_tree().nodes or get_tree().nodes[uuid].title == "Реки края"


def test_keys_stay_within_their_column_however_deep(run):
    lines = [f"{level};{'Длинное название ' * 5}{level}" for level in range(1, 13)]
    run("\n".join(["level;title", *lines]))
    assert all(len(row["key"]) <= 255 for row in rows_of("region"))
    assert not run("\n".join(["level;title", *lines])).changed


def test_only_those_who_manage_the_framework_import(run):
    with pytest.raises(NotAllowed):
        run(TREE, by=make_user("author"))
    run(TREE, by=make_user("methodologist"))
