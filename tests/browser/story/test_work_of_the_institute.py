"""A chief assigns, an expert takes the next one and hands over; with real clicks."""

from __future__ import annotations

from playwright.sync_api import expect

from core.api import now
from moderation.models import Submission
from tests.factories.moderation import make_submission
from tests.factories.people import make_user


def test_a_chief_assigns_an_expert_takes_the_next_and_hands_over(page, sign_in, axe, shot):
    chief = make_user("chief_moderator")
    anna = make_user("moderator")
    boris = make_user("moderator")
    first = make_submission(now=now(), title="Лёд и вода")
    second = make_submission(now=now(), title="Маятник Фуко")

    sign_in(page, chief)
    page.goto("/review/?which=free")
    assert axe(page) == []
    shot(page, "work-queue-chief")
    page.goto(f"/review/{first.uuid}/give/")
    assert axe(page) == []
    shot(page, "work-give")
    page.select_option("select[name=to]", str(anna.uuid))
    page.click("main form button.btn--primary")
    page.wait_for_url("**/review/")
    page.goto("/review/?which=team")
    assert axe(page) == []
    shot(page, "work-team")
    page.goto(f"/review/team/{anna.uuid}/")
    assert axe(page) == []
    shot(page, "work-plan")
    page.goto("/review/calendar/")
    assert axe(page) == []
    shot(page, "work-calendar")

    sign_in(page, anna)
    page.goto("/review/?which=mine")
    expect(page.get_by_text("Лёд и вода").first).to_be_attached()
    shot(page, "work-mine")
    page.goto("/review/")
    page.click("form[action$='/next/'] button")
    page.wait_for_url(f"**/review/{second.uuid}/")
    page.click(f"a[href='/review/{second.uuid}/release/']")
    assert axe(page) == []
    shot(page, "work-release")
    page.goto(f"/review/{second.uuid}/give/")
    page.select_option("select[name=to]", str(boris.uuid))
    page.click("main form button.btn--primary")
    page.wait_for_url("**/review/")
    assert Submission.objects.get(pk=second.pk).claimed_by == boris
    assert Submission.objects.get(pk=first.pk).claimed_by == anna
