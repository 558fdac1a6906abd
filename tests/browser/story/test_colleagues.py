"""Colleagues: invited, writing together, remixing, proposing an edit; with real clicks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from core.api import now
from learning_objects.api import get_object, get_version
from learning_objects.models import AuthorOffer, LearningObject, Suggestion
from moderation.api import claim, submission_of
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object
from tests.factories.moderation import approve
from tests.factories.people import make_user

SUMMARY = "Опыт с резистором: вдвоём мы добавили график и таблицу."
BETTER = "Смогу найти сопротивление по показаниям амперметра и вольтметра."


def save(page: Any) -> None:
    page.keyboard.press("Control+s")
    page.locator(".messages .success, [data-controller='w-messages'] .success").first.wait_for()


def send_and_approve(page: Any, made: LearningObject, expert: Any) -> Any:
    """Send it with clicks; the expert's work has stories of its own."""
    page.goto(f"/review/submit/{made.uuid}/")
    page.click("main form[method=post] button.btn--primary")
    page.wait_for_url(f"**/cabinet/{made.uuid}/")
    submission = submission_of(made.uuid)
    assert submission
    claim(submission=submission, by=expert, now=now())
    approve(submission=submission, by=expert, now=now(), letter="")
    version = get_version(uuid=made.uuid)
    assert version
    return version


def invite(page: Any, made: LearningObject, axe: Any, shot: Any) -> AuthorOffer:
    page.goto(f"/cabinet/{made.uuid}/")
    assert axe(page) == []
    shot(page, "colleagues-cabinet")
    page.click(f"a[href='/cabinet/{made.uuid}/offer/']")
    assert axe(page) == []
    page.fill("input[name=login]", "petrova")
    page.fill("textarea[name=message]", "Добавьте, пожалуйста, график.")
    shot(page, "colleagues-ask")
    page.click("main form button.btn--primary")
    page.wait_for_url(f"**/cabinet/{made.uuid}/")
    return AuthorOffer.objects.get()


def accept(page: Any, offer: AuthorOffer, axe: Any, shot: Any) -> None:
    page.goto("/notices/")
    page.locator("main a, main button").filter(has_text="соавторы").first.click()
    page.wait_for_url(f"**/cabinet/offers/{offer.uuid}/")
    assert axe(page) == []
    shot(page, "colleagues-offer")
    page.click("button[name=verb][value=accept]")
    page.get_by_role("link", name="К материалу").wait_for()


def test_colleagues_write_together_remix_and_propose(page, sign_in, axe, shot):
    load_starter()
    owner, petrova = make_user("author"), make_user("author", login="petrova")
    other, expert = make_user("author"), make_user("moderator")
    made = make_object(by=owner, draft=make_draft(licence="CC-BY-SA-4.0"))

    # Nothing changes before the colleague says yes; then she edits, and the owner sends it.
    sign_in(page, owner)
    offer = invite(page, made, axe, shot)
    assert made.authorships.count() == 1
    sign_in(page, petrova)
    accept(page, offer, axe, shot)
    page.goto(f"/studio/objects/edit/{made.pk}/")
    page.fill("textarea[name=summary]", SUMMARY)
    save(page)
    version = send_and_approve(page, made, expert)
    assert version.summary == SUMMARY
    assert [author.name for author in version.authors] == [owner.full_name, petrova.full_name]

    # Another teacher remixes it: the original is named, and its page names the remix.
    sign_in(page, other)
    page.goto(f"/objects/{made.uuid}/")
    page.click(f"a[href='/cabinet/{made.uuid}/fork/']")
    assert axe(page) == []
    shot(page, "colleagues-fork")
    page.fill("input[name=title]", "Закон Ома для вечерней школы")
    page.click("main form button.btn--primary")
    page.wait_for_url("**/cabinet/*-*/")
    remix = LearningObject.objects.exclude(pk=made.pk).get()
    remixed = send_and_approve(page, remix, expert)
    assert remixed.based_on.uuid == made.uuid
    page.goto(f"/objects/{remix.uuid}/")
    expect(page.get_by_text(owner.full_name).first).to_be_attached()
    page.goto(f"/objects/{made.uuid}/")
    assert axe(page) == []
    shot(page, "colleagues-original")
    expect(page.locator("aside").get_by_text("Закон Ома для вечерней школы")).to_have_count(1)

    # And proposes an edit to the original, which the owner takes in; the next version names them.
    propose(page, made, axe, shot)
    sign_in(page, owner)
    page.goto("/cabinet/suggestions/")
    assert axe(page) == []
    page.click(f"a[href='/cabinet/suggestions/{Suggestion.objects.get().uuid}/']")
    assert axe(page) == []
    shot(page, "colleagues-suggestion")
    page.click("button[name=verb][value=accept]")
    page.locator(".notice--success").wait_for()
    send_and_approve(page, made, expert)
    found = get_object(uuid=made.uuid)
    assert found
    newest = get_version(uuid=made.uuid)
    assert newest
    assert newest.content["outcome"] == BETTER
    assert newest.content["credits"] == [other.full_name]


def propose(page: Any, made: LearningObject, axe: Any, shot: Any) -> None:
    page.goto(f"/cabinet/{made.uuid}/suggest/")
    assert axe(page) == []
    page.click("a[href='?place=outcome']")
    page.fill("textarea[name=new]", BETTER)
    page.fill("textarea[name=reason]", "Так видно, какими приборами.")
    assert axe(page) == []
    shot(page, "colleagues-suggest")
    page.click("main form button.btn--primary")
    page.wait_for_url("**/cabinet/suggestions/*/")
