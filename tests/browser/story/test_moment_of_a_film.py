"""An expert points at a moment of a film by keyboard alone; the author gets the link."""

from __future__ import annotations

from core.api import now
from moderation.models import Remark
from tests.factories.moderation import author_of, make_submission, stage, text_block
from tests.factories.people import make_user

BLOCK = "f" * 8
FILM = "https://rutube.ru/video/1a2b/"
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


def test_a_remark_on_a_moment_of_a_film(page, sign_in, axe, shot):
    expert = make_user("moderator")
    text = f'<p>Посмотрите <a href="{FILM}">опыт с маятником</a>.</p>'
    body = [stage("Опыт", 45, text_block(text, BLOCK))]
    submission = make_submission(now=now(), claimed_by=expert, body=body)
    sign_in(page, expert)
    page.goto(f"/review/{submission.uuid}/")
    form = page.locator("#remark-form")
    form.locator("select[name=recording]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("1:75")
    form.locator("textarea").focus()
    page.keyboard.type("Здесь нить уже не натянута.")
    form.locator("button[type=submit]").press("Enter")
    form.get_by_text("например 1:15").first.wait_for()
    form.locator("[aria-invalid=true][name=second]").wait_for()
    assert form.locator("textarea").input_value() == "Здесь нить уже не натянута."
    assert axe(page) == []
    shot(page, "moment-wrong")

    form.locator("input[name=second]").fill("1:15")
    form.locator("button[type=submit]").press("Enter")
    link = page.locator("#remarks").get_by_role("link", name="Запись, с 1:15")
    link.wait_for()
    assert link.get_attribute("href") == f"{FILM}?t=75"
    assert Remark.objects.get().block == BLOCK
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(FITS)
    link.scroll_into_view_if_needed()
    shot(page, "moment-390")

    author = author_of(submission)
    sign_in(page, author)
    page.goto(f"/cabinet/{submission.object_uuid}/")
    page.get_by_role("link", name="Запись, с 1:15").wait_for()
    assert page.evaluate(FITS)
    assert axe(page) == []
    shot(page, "moment-author-390")
