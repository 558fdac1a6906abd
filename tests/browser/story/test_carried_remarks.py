"""Return and resubmit, with real clicks: the remarks come along and say what became of them."""

from __future__ import annotations

from core.api import now
from learning_objects.api import LearningObject, save_draft
from moderation.api import claim, mark_remark_done, submit
from moderation.models import Remark
from tests.factories.media import make_image
from tests.factories.moderation import (
    author_of,
    make_submission,
    scenario_draft,
    stage,
    text_block,
)
from tests.factories.people import make_user

KEPT, REWORDED = "k" * 8, "r" * 8


def board(lesson, *blocks):
    return [{**lesson, "value": {**lesson["value"], "board": list(blocks)}}]


def picture(image, alt):
    return {"type": "image", "id": "p" * 8, "value": {"image": image.pk, "alt": alt}}


def say(page, place: str, words: str) -> None:
    page.locator("#remark-form select[name=place]").select_option(value=place)
    page.locator("#remark-form textarea").fill(words)
    page.click("#remark-form button.btn")
    page.locator("#remarks").get_by_text(words).first.wait_for()


def test_remarks_come_along_when_a_draft_comes_back(page, sign_in, axe, shot):
    expert, author = make_user("moderator"), make_user("author")
    lesson = stage("Опыт", 45)
    old, new = make_image(by=author), make_image(by=author)
    first = board(
        lesson,
        text_block("Период не зависит от массы.", KEPT),
        text_block("Угол любой.", REWORDED),
        picture(old, "Маятник, нить справа"),
    )
    submission = make_submission(now=now(), by=author, claimed_by=expert, body=first)

    # The expert writes on two blocks and on one key point, and returns it.
    sign_in(page, expert)
    page.goto(f"/review/{submission.uuid}/")
    say(page, f"body:{KEPT}", "Поясните, почему.")
    say(page, f"body:{REWORDED}", "Так ли это?")
    say(page, "key_points::i2", "Скажите точнее.")
    page.fill("#return-letter", "Хороший опыт, поправьте слова.")
    page.click("form[action$='/return/'] button.btn")
    page.wait_for_url("**/review/")

    # The author mends one place, exchanges the picture and sends it again.
    second = board(
        lesson,
        picture(new, "Маятник с подписанной длиной нити"),
        text_block("Период не зависит от массы.", KEPT),
        text_block("Угол отклонения мал: меньше десяти градусов.", REWORDED),
    )
    points = ["Период зависит от длины.", "Масса груза не меняет период.", "Угол мал."]
    made = LearningObject.objects.get(pk=submission.learning_object_id)
    draft = scenario_draft(body=second, key_points=points)
    save_draft(learning_object=made, draft=draft, by=author_of(submission), now=now())
    mark_remark_done(remark=Remark.objects.get(block=REWORDED), by=author, now=now())
    back = submit(learning_object=made, by=author, now=now())
    claim(submission=back, by=expert, now=now())

    # The expert sees what became of each place, and what changed at all.
    page.goto(f"/review/{back.uuid}/")
    remarks = page.locator("#remarks .remark")
    assert remarks.count() == 3
    assert remarks.locator("details.disclosure:has(.change)").count() == 2
    assert axe(page) == []
    shot(page, "review-carried")
    page.locator("#remarks nav a[href*='remarks=unchanged']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**remarks=unchanged**")
    assert remarks.count() == 1
    assert "Поясните" in remarks.first.inner_text()
    page.goto(f"/review/{back.uuid}/?view=changes&remarks=open")
    summary = page.locator(".change-summary").inner_text()
    assert "Этапы: изменено 1" in summary
    assert "Изображения: изменено 1" in summary
    assert page.locator(".change__side img").count() == 2
    assert axe(page) == []
    shot(page, "review-changes")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe(page) == []


def test_the_keys_of_the_screen_and_their_switch(page, sign_in, axe, shot):
    expert = make_user("moderator")
    body = [stage("Опыт", 45, text_block("Период не зависит от массы.", KEPT))]
    submission = make_submission(now=now(), claimed_by=expert, body=body)
    sign_in(page, expert)
    page.goto(f"/review/{submission.uuid}/")
    chosen = page.locator("#remark-form select[name=place]")
    status = page.locator("[data-shortcuts-status]")

    page.keyboard.press("j")
    assert "(1 /" in status.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert "(1 /" in status.inner_text()
    page.keyboard.press("k")  # round to the last place
    page.keyboard.press("s")
    assert page.locator("#remark-form input[name=severity]:checked").input_value() == "should"
    page.keyboard.press("r")
    assert chosen.input_value() != ":"
    page.keyboard.type("jrs?")  # in a field the keys are letters
    assert page.locator("#remark-form textarea").input_value() == "jrs?"

    page.locator("[data-shortcuts-open]").click()
    assert axe(page) == []
    shot(page, "review-keys")
    page.locator("[data-shortcuts-switch]").uncheck()
    page.locator("dialog [data-close]").click()
    page.reload()
    page.keyboard.press("j")
    assert status.inner_text() == ""
    page.keyboard.press("?")
    assert not page.locator("dialog[open]").count()
    page.locator("[data-shortcuts-open]").click()
    page.locator("[data-shortcuts-switch]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    page.wait_for_url("**view=changes**")
