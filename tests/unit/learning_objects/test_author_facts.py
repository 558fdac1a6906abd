"""The numbers of a report against a period that was counted by hand."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from learning_objects.api import (
    author_facts,
    fork_object,
    give_thanks,
    hide_review,
    make_report,
    publish_revision,
    rate_object,
    record_usage,
    report_csv,
    report_xlsx,
    start_review,
)
from tests.factories.learning_objects import make_draft, make_object, make_provenance
from tests.factories.offers import join
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

SINCE, UNTIL = date(2026, 9, 1), date(2026, 12, 31)
BEFORE = datetime(2026, 5, 20, 9, tzinfo=UTC)
FIRST_MINUTE = datetime(2026, 8, 31, 21, 1, tzinfo=UTC)  # 00:01 of 1 September in Moscow
WITHIN = datetime(2026, 10, 14, 9, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 12, 31, 20, 59, tzinfo=UTC)  # 23:59 of 31 December in Moscow
AFTER = datetime(2026, 12, 31, 21, 1, tzinfo=UTC)


def publish_at(moment, *, by, title="", thing=None):
    thing = thing or make_object(by=by, draft=make_draft(title))
    moderator = make_user("moderator")
    revision_id = start_review(learning_object=thing, by=moderator, now=moment)
    publish_revision(
        learning_object=thing,
        revision_id=revision_id,
        provenance=make_provenance(moderator=moderator, now=moment),
        by=moderator,
        now=moment,
    )
    thing.refresh_from_db()
    return thing


def rate_at(moment, thing, stars, text=""):
    return rate_object(
        learning_object=thing, stars=stars, text=text, by=make_user("teacher"), now=moment
    )


def use_on(day, thing, now=WITHIN):
    record_usage(
        object_uuid=thing.uuid, number=1, code="lesson", place_uuid=uuid4(), now=now, day=day
    )


@pytest.fixture
def author():
    """An author whose autumn of 2026 has been counted by hand."""
    author, colleague = make_user("author"), make_user("author")
    old = publish_at(BEFORE, by=author, title="Старый")
    new = publish_at(FIRST_MINUTE, by=author, title="Новый")
    later = publish_at(AFTER, by=author, title="Следующий")
    shared = make_object(by=colleague, draft=make_draft("Общий"))
    join(shared, author, by=colleague)
    publish_at(WITHIN, by=colleague, thing=shared)
    # lessons count on their own day, both ends in, whenever they were prepared
    for day in (date(2026, 9, 1), date(2026, 10, 5), date(2026, 12, 31)):
        use_on(day, old, now=BEFORE)
    use_on(date(2026, 8, 31), old)
    use_on(date(2027, 1, 1), old)
    use_on(date(2026, 11, 2), shared)
    # ratings count in the period in which they were given; a hidden one does not
    rate_at(BEFORE, old, 1, "Рано")
    rate_at(FIRST_MINUTE, old, 5, "Хорошо")
    rate_at(LAST_MINUTE, old, 4)
    rate_at(AFTER, old, 1, "Поздно")
    hidden = rate_at(WITHIN, new, 1, "Грубость")
    chief = make_user("chief_moderator")
    hide_review(rating=hidden, reason="Грубые слова", by=chief, now=WITHIN)
    rate_at(WITHIN, new, 3, "Годится")
    for moment in (BEFORE, WITHIN, LAST_MINUTE, AFTER):
        give_thanks(learning_object=new, by=make_user(), now=moment)
    for moment in (WITHIN, AFTER):
        fork = fork_object(learning_object=old, title="Своя копия", by=colleague, now=WITHIN)
        publish_at(moment, by=colleague, thing=fork)
    rate_at(AFTER, later, 5)
    return author


def test_the_numbers_are_those_of_the_period(author, django_assert_max_num_queries):
    author_facts(author, since=SINCE, until=UNTIL)  # reads the framework once for this process
    with django_assert_max_num_queries(8):
        facts = author_facts(author, since=SINCE, until=UNTIL)
    rows = {row["title"]: row for row in facts["objects"]}
    assert set(rows) == {"Старый", "Новый", "Общий"}
    names = ("uses", "ratings", "mean", "reviews", "thanks", "forks")
    counted = {title: tuple(row[name] for name in names) for title, row in rows.items()}
    assert counted == {
        "Старый": (3, 2, 4.5, 1, 0, 1),
        "Новый": (0, 1, 3.0, 1, 2, 0),
        "Общий": (1, 0, None, 0, 0, 0),
    }
    published = {title: [line["number"] for line in row["versions"]] for title, row in rows.items()}
    assert published == {"Старый": [], "Новый": [1], "Общий": [1]}
    assert facts["totals"] == {
        "objects": 2,
        "versions": 2,
        "uses": 4,
        "ratings": 3,
        "reviews": 2,
        "thanks": 2,
        "forks": 1,
        "mean": 4.0,
    }


def test_the_files_hold_the_same_numbers(author):
    report = make_report(author=author, since=SINCE, until=UNTIL, by=author, now=AFTER)
    lines = list(csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig")), delimiter=";"))
    numbers = {line[0]: line[4:] for line in lines[1:4]}
    assert numbers == {
        "Старый": ["3", "2", "4.5", "1", "0", "1"],
        "Общий": ["1", "0", "", "0", "0", "0"],
        "Новый": ["0", "1", "3.0", "1", "2", "0"],
    }
    sheet = load_workbook(io.BytesIO(report_xlsx(report))).active
    assert [cell.value for cell in sheet[2]][4:] == [3, 2, 4.5, 1, 0, 1]
