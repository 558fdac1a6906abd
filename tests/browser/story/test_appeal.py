"""An author does not agree: another expert looks at it once more and changes the decision."""

from __future__ import annotations

from playwright.sync_api import expect

from moderation.models import Submission
from tests.factories.after import returned_submission
from tests.factories.moderation import author_of
from tests.factories.people import make_user


def test_an_appeal_changes_the_decision(page, sign_in, axe, shot):
    found = returned_submission(title="Маятник Фуко")
    author, other = author_of(found), make_user("moderator")

    sign_in(page, author)
    page.goto(f"/cabinet/{found.object_uuid}/")
    page.get_by_role("link", name="Обжаловать решение").click()
    page.get_by_text("Нет вывода.").wait_for()
    shot(page, "appeal")
    assert axe(page) == []
    page.get_by_role("button", name="Отправить апелляцию").click()
    expect(page.locator(".errors").first).to_be_attached()
    page.get_by_label("Почему вы не согласны").fill("Вывод стоит на последнем этапе.")
    page.get_by_role("button", name="Отправить апелляцию").click()
    page.wait_for_url(f"**/cabinet/{found.object_uuid}/")
    page.get_by_text("рассматривается").wait_for()
    expect(page.get_by_role("link", name="Обжаловать решение")).to_have_count(0)
    shot(page, "appeal-open")
    assert axe(page) == []

    sign_in(page, other)
    page.goto(f"/review/{found.uuid}/")
    page.get_by_text("Вывод стоит на последнем этапе.").first.wait_for()
    page.get_by_role("button", name="Взять на проверку").click()
    page.locator(".criterion").first.wait_for()
    for group in page.locator(".criterion").all():
        group.get_by_label("да", exact=True).check()
    page.check("#approve-confirmed")
    shot(page, "appeal-decision")
    page.locator(f"button[formaction='/review/{found.uuid}/approve/']").click()
    page.wait_for_url("**/review/")
    assert Submission.objects.get(pk=found.pk).state == "approved"

    sign_in(page, author)
    page.goto("/notices/")
    page.get_by_role("link", name="Ваша апелляция: «Маятник Фуко»").click()
    page.wait_for_url(f"**/cabinet/{found.object_uuid}/")
    page.get_by_text("решение изменено").first.wait_for()
    shot(page, "appeal-settled")
    assert axe(page) == []
