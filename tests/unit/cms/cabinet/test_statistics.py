from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from accounts.errors import NotAllowed
from core.api import now
from learning_objects.api import make_report, record_usage, school_half, school_year
from learning_objects.data import TopicRef
from learning_objects.errors import InvalidPeriod
from learning_objects.models import AuthorReport
from tests.factories.learning_objects import TOPIC, make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import rate

pytestmark = pytest.mark.django_db


def make_author(title: str = "=1+1 Закон Ома"):
    author = make_user("author")
    thing = publish(
        make_object(by=author, draft=make_draft(title, topics=[TopicRef(TOPIC)]))
    ).object_uuid
    rate(thing, 4)
    record_usage(object_uuid=thing, number=1, code="lesson", place_uuid=thing, now=now())
    return author


def this_year():
    return dict(zip(("since", "until"), school_year(now().date()), strict=True))


def test_halves_of_the_school_year():
    assert school_half(date(2026, 9, 1)) == (date(2026, 9, 1), date(2026, 12, 31))
    assert school_half(date(2027, 1, 1)) == (date(2027, 1, 1), date(2027, 8, 31))
    assert school_year(date(2027, 8, 31)) == (date(2026, 9, 1), date(2027, 8, 31))


def test_a_report_holds_the_facts_and_can_be_checked(client):
    author = make_author()
    client.force_login(author)
    made = client.post(f"/cabinet/statistics/{author.uuid}/report/", this_year(), follow=True)
    report = AuthorReport.objects.get()
    assert report.code in made.content.decode()
    totals = report.facts["totals"]
    assert (totals["objects"], totals["uses"], totals["ratings"], totals["mean"]) == (1, 1, 1, 4.0)
    client.logout()
    page = client.get(f"/reports/check/{report.code.lower()}/")
    assert report.digest in page.content.decode()
    assert client.get("/reports/check/AAAA-BBBB-CCCC/").status_code == 404
    assert client.get("/reports/check/", {"code": report.code}).status_code == 302


def test_the_files_hold_no_formulas(client):
    author = make_author()
    report = make_report(author=author, by=author, now=now(), **this_year())
    client.force_login(author)
    text = client.get(f"/cabinet/reports/{report.uuid}/csv/").content.decode("utf-8-sig")
    assert "'=1+1 Закон Ома" in text
    assert report.digest in text
    book = load_workbook(io.BytesIO(client.get(f"/cabinet/reports/{report.uuid}/xlsx/").content))
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1 Закон Ома", "s")


def test_what_was_reported_never_changes():
    author = make_author()
    report = make_report(author=author, by=author, now=now(), **this_year())
    rate(report.facts["objects"][0]["uuid"], 1)
    assert AuthorReport.objects.get().facts == report.facts
    for change in (lambda rows: rows.update(code="x"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(AuthorReport.objects.all())


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("author", False), ("moderator", False), ("methodologist", True), ("administrator", True)],
)
def test_who_reports_on_another_author(client, role, allowed):
    author, other = make_author(), make_user(role)
    if allowed:
        make_report(author=author, by=other, now=now(), **this_year())
    else:
        with pytest.raises(NotAllowed):
            make_report(author=author, by=other, now=now(), **this_year())
    client.force_login(other)
    status = client.get(f"/cabinet/statistics/{author.uuid}/").status_code
    assert status == (200 if allowed else 404)


def test_a_period_is_refused_that_is_none():
    author = make_author()
    with pytest.raises(InvalidPeriod):
        make_report(
            author=author, by=author, now=now(), since=date(2026, 9, 2), until=date(2026, 9, 1)
        )


def test_the_page_costs_the_same_for_many_materials(client, django_assert_max_num_queries):
    author = make_author()
    client.force_login(author)
    client.get("/cabinet/statistics/")
    with django_assert_max_num_queries(18) as few:
        client.get("/cabinet/statistics/")
    for number in range(3):
        publish(make_object(by=author, draft=make_draft(f"Урок {number}")))
    with django_assert_max_num_queries(len(few)):
        assert client.get("/cabinet/statistics/").status_code == 200


def test_an_author_closes_their_page_and_opens_it(client):
    author = make_author()
    page = f"/authors/{author.uuid}/"
    client.force_login(author)
    assert client.get(page).status_code == 200
    client.post("/cabinet/statistics/page/", {"hidden": "1"})
    assert client.get(page).status_code == 404
    client.post("/cabinet/statistics/page/")
    assert client.get(page).status_code == 200
