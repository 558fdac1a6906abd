"""What a file brings is told from what the bank has: by our identifier, by content, by key."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.api import add_item, get_content, preview_import, read_import, write_import
from assessment.data import CHANGED, NEW, SAME
from assessment.exporting import identifier_of, write_items
from assessment.models import BankItem, BankItemShare
from core.api import now
from tests.factories.bank import choice_item, make_bank_item
from tests.factories.items import make_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
GIFT = "".join(f"::Сила {n}:: В чём измеряют силу {n}? {{~джоуль =ньютон}}\n\n" for n in range(7))
KINDS = ("single_choice", "multiple_choice", "short_answer", "number", "matching", "true_false")


def bring(content, by, name="a.gift"):
    """Put a file into the bank; returns how many had each outcome."""
    staged = read_import(name=name, content=content, by=by, now=now())
    told = Counter(line.outcome for line in preview_import(staged=staged, by=by).lines)
    report = write_import(staged=staged, by=by, now=now())
    assert Counter(line.outcome for line in report.lines) == told
    return told


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def table_of(rows):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def test_the_same_file_again_under_another_name_is_the_same():
    author = make_user("author")
    assert bring(GIFT.encode(), author) == {NEW: 7}
    assert bring(GIFT.encode(), author, "b.gift") == {SAME: 7}
    assert bring(GIFT.encode(), make_user("author")) == {NEW: 7}
    assert BankItem.objects.filter(owner=author).count() == 7


def test_the_same_question_in_another_format_is_the_same():
    author = make_user("author")
    bring("1. Столица?\nа) Тверь\nб) Москва\nОтвет: б\n".encode(), author, "a.txt")
    assert bring("Столица?\nA. Тверь\nB. Москва\nANSWER: B\n".encode(), author, "b.txt") == {
        SAME: 1
    }


@pytest.mark.parametrize("form", ["gift", "csv", "xlsx", "moodle", "qti", "qti22"])
def test_what_goes_out_comes_back_as_the_same(form):
    author = make_user("author")
    rows = [make_bank_item(by=author)]
    rows += [add_item(item=make_item(kind), by=author, now=now()) for kind in KINDS]
    written = write_items(rows, form)
    told = bring(written.content, author, "items")
    assert told == {SAME: len(rows) - len(written.left_out)}
    assert set(BankItem.objects.values_list("number", flat=True)) == {1}


@pytest.mark.parametrize("form", ["csv", "gift", "moodle", "qti"])
def test_an_edited_question_is_the_next_version_and_keeps_what_the_format_lacks(form):
    author = make_user("author")
    row = make_bank_item(by=author)
    BankItem.objects.filter(pk=row.pk).update(grade=8)
    other = add_item(item=make_item("true_false", title="Кит"), by=author, now=now())
    before = get_content(row)
    edited = choice_item().model_copy(update={"title": "Единица силы тока"})
    BankItem.objects.filter(pk=row.pk).update(title="x")
    written = _written_instead(edited, [row, other], form)
    assert bring(written, author, "items") == {CHANGED: 1, SAME: 1}
    row.refresh_from_db()
    after = get_content(row)
    assert (row.number, row.grade, after.title) == (2, 8, "Единица силы тока")
    assert (after.notes, after.solution) == (before.notes, before.solution)
    assert (after.parts, after.tries) == (before.parts, before.tries)


def _written_instead(item, rows, form):
    """Return the file in which the first item reads otherwise."""
    from assessment.formats.registry import FORMATS

    contents = [item, *(get_content(row) for row in rows[1:])]
    names = [identifier_of(row.uuid) for row in rows]
    return FORMATS[form].write(contents, (), {}, names).content


def test_only_what_the_person_may_change_is_revised():
    author, colleague = make_user("author"), make_user("author")
    row = make_bank_item(by=author)
    table = rows_of(write_items([row], "csv").content)
    table[1][table[0].index("Вопрос")] = "Другой вопрос?"
    assert bring(table_of(table), colleague, "a.csv") == {NEW: 1}
    for may_write, told in ((False, NEW), (True, CHANGED)):
        person = make_user("author")
        BankItemShare.objects.create(
            bank_item=row, user=person, may_write=may_write, created_at=now()
        )
        assert bring(table_of(table), person, "a.csv") == {told: 1}
    assert BankItem.objects.get(pk=row.pk).number == 2


def test_a_row_put_between_others_does_not_revise_them():
    author = make_user("author")
    table = [["Вопрос", "Ответ"], ["Дважды два?", "4"], ["Трижды три?", "9"]]
    bring(table_of(table), author, "a.csv")
    table.insert(1, ["Одиножды один?", "1"])
    assert bring(table_of(table), author, "a.csv") == {NEW: 1, SAME: 2}
    table[2][1] = "5"
    assert bring(table_of(table), author, "a.csv")[SAME] == 2


def test_parts_of_one_item_come_in_once():
    author = make_user("author")
    parts = tuple(
        make_item("true_false").parts[0].model_copy(update={"id": name, "prompt": name})
        for name in ("q1", "q2")
    )
    row = add_item(item=choice_item().model_copy(update={"parts": parts}), by=author, now=now())
    content = write_items([row], "gift").content
    assert bring(content, author) == {NEW: 2}
    assert bring(content, author, "b.gift") == {SAME: 2}
    assert BankItem.objects.get(pk=row.pk).number == 1


def test_the_number_of_queries_does_not_grow():
    author = make_user("author")
    counts = []
    for number in (2, 12):
        rows = [make_bank_item(by=author, title=f"{number} {n}") for n in range(number)]
        content = write_items(rows, "csv").content
        staged = read_import(name="a.csv", content=content, by=author, now=now())
        with CaptureQueriesContext(connection) as seen:
            assert preview_import(staged=staged, by=author).count(SAME) == number
        counts.append(len(seen))
    assert counts[0] == counts[1]
