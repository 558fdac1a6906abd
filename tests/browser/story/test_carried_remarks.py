"""Return and resubmit, with real clicks: the remarks come along and say what became of them."""

from __future__ import annotations

from playwright.sync_api import expect

from core.api import now
from learning_objects.api import LearningObject, save_draft
from moderation.api import claim, keep_text
from moderation.models import CannedRemark, Remark, Submission
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
    page.locator(".criterion input[value=no]").first.check()
    page.fill("#decision-letter", "Хороший опыт, поправьте слова.")
    page.get_by_role("button", name="Вернуть автору").click()
    page.wait_for_url("**/review/")

    mend(page, sign_in, axe, shot, submission, author, lesson, new)

    # The expert sees what became of each place, and what changed at all.
    back = Submission.objects.get(pk=submission.pk)
    claim(submission=back, by=expert, now=now())
    sign_in(page, expert)
    page.goto(f"/review/{back.uuid}/")
    remarks = page.locator("#remarks .remark")
    expect(remarks).to_have_count(3)
    expect(remarks.locator("details.disclosure:has(.change)")).to_have_count(2)
    assert axe(page) == []
    shot(page, "review-carried")
    mended = remarks.filter(has_text="Так ли это?")
    expect(mended).to_contain_text("Теперь малый угол.")
    mended.get_by_role("button", name="Подтвердить: исправлено").click()
    page.wait_for_url("**#remark-**")
    assert Remark.objects.get(block=REWORDED).state == "resolved"
    page.locator("#remarks nav a[href*='remarks=unchanged']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**remarks=unchanged**")
    expect(remarks).to_have_count(1)
    expect(remarks.first).to_contain_text("Поясните")
    page.goto(f"/review/{back.uuid}/?view=changes&remarks=open")
    summary = page.locator(".change-summary").inner_text()
    assert "Этапы: изменено 1" in summary
    assert "Изображения: изменено 1" in summary
    expect(page.locator(".change__side img")).to_have_count(2)
    assert axe(page) == []
    shot(page, "review-changes")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe(page) == []


def mend(page, sign_in, axe, shot, submission, author, lesson, new) -> None:
    """As the author: mend one place, exchange the picture, answer, and send it again."""
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

    sign_in(page, author)
    page.goto(f"/cabinet/{made.uuid}/preview/page/")
    expect(page.locator(f"[data-block={KEPT}].has-remark")).to_have_count(1)
    assert axe(page) == []
    shot(page, "remarks-beside")
    page.goto(f"/cabinet/{made.uuid}/")
    remarks = page.locator("#remarks .remark")
    expect(remarks.locator("details.disclosure:has(.change)")).to_have_count(2)
    assert axe(page) == []
    shot(page, "remarks-of-the-author")
    mine = remarks.filter(has_text="Так ли это?")
    mine.locator("textarea").fill("Теперь малый угол.")
    mine.get_by_role("button", name="Исправлено").click()
    page.wait_for_url("**#remark-**")
    untouched = remarks.filter(has_text="Поясните, почему.")
    way = untouched.get_by_role("link", name="Открыть в редакторе").get_attribute("href")
    page.goto(way)
    page.locator(f"#block-{KEPT}-section").wait_for()
    page.goto(f"/cabinet/{made.uuid}/")
    untouched.locator("textarea").fill("Это видно из опыта.")
    untouched.get_by_role("button", name="Только ответить").click()
    page.get_by_text("Это видно из опыта.").wait_for()
    assert Remark.objects.get(block=KEPT).state == "open"
    page.locator(f"a.btn[href='/review/submit/{made.uuid}/']").click()
    page.get_by_role("button", name="Отправить на проверку").click()
    page.wait_for_url(f"**/cabinet/{made.uuid}/")


def test_a_ready_remark_in_the_pupils_view_and_the_place_that_stays(page, sign_in, axe, shot):
    expert = make_user("moderator")
    words = "Ученику этого класса трудно прочитать."
    keep_text(text=words, severity="should", by=expert, now=now())
    blocks = [text_block(f"Опыт номер {number}. " * 20, f"q{number:07d}") for number in range(12)]
    frame = stage("Опыт", 45)
    body = [{**frame, "value": {**frame["value"], "board": [], "pupils_screen": blocks}}]
    submission = make_submission(now=now(), claimed_by=expert, body=body)
    sign_in(page, expert)
    page.goto(f"/review/{submission.uuid}/")
    page.locator("#block-q0000008").scroll_into_view_if_needed()
    page.locator("#block-q0000008").evaluate("place => { place.tabIndex = -1; place.focus(); }")
    page.keyboard.press("3")
    page.wait_for_url("**view=tablet**")
    assert page.evaluate("document.activeElement.id") == "block-q0000008"
    expect(page.locator("#block-q0000008")).to_be_visible()

    # The remark is said here, with a ready text; the list answers for this view.
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "canned"
    page.locator("#remark-form select[name=canned]").select_option(index=1)
    text = page.locator("#remark-form textarea")
    assert text.input_value() == words
    assert page.locator("#remark-form input[name=severity]:checked").input_value() == "should"
    text.fill(text.input_value() + " Разбейте на два предложения.")
    page.click("#remark-form button.btn")
    page.locator("#remarks").get_by_text("Разбейте на два").wait_for()
    remark = Remark.objects.get()
    assert (remark.block, remark.severity) == ("q0000008", "should")
    assert CannedRemark.objects.get().used == 1
    expect(page.locator("#block-q0000008.has-remark")).to_have_count(1)

    # Far down in the material the desk is beside the place that is remarked.
    last = page.locator("#block-q0000011")
    last.locator(".remark-here").click()
    expect(last).to_be_in_viewport()
    expect(page.locator("#remark-form textarea")).to_be_in_viewport()
    expect(page.locator("#remark-form textarea")).to_be_focused()
    assert axe(page) == []

    page.goto("/review/texts/")
    assert axe(page) == []
    shot(page, "ready-remarks")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("details.disclosure summary").first.click()
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
    expect(status).to_contain_text("(1 /")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(status).to_contain_text("(1 /")
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
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("[data-shortcuts-open]").click()
    page.locator("[data-shortcuts-switch]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    page.wait_for_url("**view=changes**")
