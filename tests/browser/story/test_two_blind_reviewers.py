"""Two blind reviewers disagree and a third decides; the author reads of numbers, not of names."""

from __future__ import annotations

from playwright.sync_api import expect

from core.api import now
from learning_objects.api import get_version
from moderation.models import Decision, Institute, ReviewRule, Submission
from tests.browser.review import answer_rubric, vote
from tests.factories.moderation import make_scenario, make_submission
from tests.factories.people import make_user

REMARK = "Добавьте вывод: что измерили ученики?"


def test_two_blind_reviewers_disagree_and_a_third_decides(page, sign_in, axe, shot):
    author = make_user("author")
    strict, kind, third = (named_expert(name) for name in ("Орлов", "Крылова", "Зимин"))
    make_submission(now=now(), by=author, title="Пробный")
    ReviewRule.objects.create(
        institute=Institute.objects.get(), kind="scenario", second_reader=True, panel=1
    )
    made = make_scenario(by=author, now=now(), title="Маятник Фуко")

    sign_in(page, author)
    page.goto(f"/review/submit/{made.uuid}/")
    page.click("main form[method=post] button.btn--primary")
    page.wait_for_url(f"**/cabinet/{made.uuid}/")
    review = f"/review/{Submission.objects.get(object_uuid=made.uuid).uuid}/"

    # The first expert finds no check of the outcome, says so, and returns.
    sign_in(page, strict)
    open_and_claim(page, review)
    expect(page.locator("#decision")).to_contain_text("первый из двух")
    page.locator("#remark-form textarea").fill(REMARK)
    page.click("#remark-form button.btn")
    page.locator("#remarks").get_by_text(REMARK).first.wait_for()
    answer_rubric(page, failed=("check",))
    page.fill("#decision-letter", "")
    page.click("#decision-form button[formaction$='/return/']")
    page.locator("#decision-error").wait_for()  # without a letter nothing goes, nothing is lost
    expect(page.locator("input[name=mark-check][value=no]")).to_be_checked()
    assert axe(page) == []
    shot(page, "blind-first-refused")
    page.fill("#decision-letter", "Не видно, чему научились.")
    vote(page, "return")

    # The second sees nothing of it and would publish.
    sign_in(page, kind)
    open_and_claim(page, review)
    told = page.locator("main").inner_text()
    assert "второй из двух" in told
    assert not [secret for secret in ("Орлов", REMARK, "Не видно, чему") if secret in told]
    answer_rubric(page)
    assert axe(page) == []
    shot(page, "blind-second")
    vote(page, "approve")
    assert not Decision.objects.exists()

    # The third settles it, without knowing who said what.
    sign_in(page, third)
    open_and_claim(page, review)
    told = page.locator("main").inner_text()
    assert "третий эксперт" in told
    assert "Орлов" not in told
    assert "Крылова" not in told
    answer_rubric(page)
    shot(page, "blind-third")
    vote(page, "approve")
    assert get_version(uuid=made.uuid).number == 1

    sign_in(page, author)
    page.goto(f"/cabinet/{made.uuid}/")
    told = page.locator("main").inner_text()
    assert "Эксперт 1" in told
    assert not [name for name in ("Орлов", "Крылова", "Зимин") if name in told]
    assert axe(page) == []
    shot(page, "blind-author")


def named_expert(last_name):
    person = make_user("moderator")
    person.last_name = last_name
    person.save()
    return person


def open_and_claim(page, review):
    page.goto(review)
    page.click("form[action$='/claim/'] button")
    page.locator("#decision-form").wait_for()
