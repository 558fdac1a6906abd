"""Every page of every role: no serious finding of axe, no sideways scrolling, one main heading.

Each page is examined twice: light at a desk, dark on a phone. One walk a role, so that the
database is filled once for many pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from core.api import now
from framework.api import get_tree
from learning_objects.api import refresh_coverage
from learning_objects.selections.actions import withdraw_selection
from learning_objects.shelves.sharing import open_link
from moderation.api import make_control, refresh_quality
from moderation.models import Decision
from moderation.referrals.actions import prepare_referral
from tests.browser.library import PASSWORD, Library, make_library
from tests.factories.commissions import make_call, make_taking
from tests.factories.institutes import make_region, regional_submission
from tests.factories.people import make_user
from tests.factories.searches import make_query_day, make_saved, make_wish
from tests.factories.shelves import (
    make_draft_selection,
    make_own_shelf,
    make_published_selection,
    share,
)

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NOWHERE = "/objects/00000000-0000-4000-8000-000000000000/"

# Resolves when the new theme and width have been laid out and painted.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# Parts of Wagtail's own admin, each with the reason why its finding is left.
STUDIO_EXCEPTIONS = {
    ".tagit": "Wagtail's tag field has no accessible name of its own (jQuery UI tag-it)",
    "input[id^='key_points-']": "Wagtail names the rows of a list only by the list's heading",
    ".public-DraftEditor-content": "Draftail describes its text area, but does not name it",
}
# Wagtail's header makes the title an h2; its hidden h1 exists on listings only.
STUDIO_HEADINGS = {0, 1}


@pytest.fixture
def library(tmp_path: Path, settings: Any) -> Library:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return make_library(tmp_path)


@pytest.fixture
def walk(page: Any, axe: Any) -> Any:
    """``walk(addresses)``: what is wrong with the pages, a line each."""

    def look(addresses: Iterable[tuple[str, int]], **studio: Any) -> list[str]:
        return [
            f"{address}: {problem}"
            for address, status in addresses
            for problem in _problems(page, axe, address, status, **studio)
        ]

    return look


def _problems(page: Any, axe: Any, address: str, status: int, **studio: Any) -> Iterator[str]:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(DESK)
    response = page.goto(address)
    if response.status != status:
        yield f"answers {response.status} instead of {status}"
    yield from _defects(page, axe, "desk", **studio)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    page.evaluate(SETTLED)
    yield from _defects(page, axe, "phone, dark", **studio)


def _defects(
    page: Any, axe: Any, where: str, exclude: tuple[str, ...] = (), headings: Any = (1,)
) -> Iterator[str]:
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide > room:
        yield f"{where}: {wide} px of content in {room} px"
    if (count := page.locator("h1").count()) not in headings:
        yield f"{where}: {count} main headings"
    yield from (f"{where}: {finding}" for finding in axe(page, exclude=exclude))


def ok(*addresses: str) -> list[tuple[str, int]]:
    return [(address, 200) for address in addresses]


def test_pages_of_a_visitor(library, walk):
    made = library.published.uuid
    pages = ok(
        "/",
        "/about/",
        "/help/",
        "/catalogue/",
        library.subject_url,
        library.grade_url,
        library.topic_url,
        f"/objects/{made}/",
        f"/objects/{made}/v/1/",
        f"/objects/{made}/print/",
        f"/authors/{library.author.uuid}/",
        "/publishers/",
        "/selections/",
        f"/selections/{make_published_selection(made).slug}/",
        "/compare/",
        f"/compare/?a={made}",
        _open_by_link(library),
        "/search/",
        "/search/?q=сопротивление",
        "/search/?q=щыщы",
        "/account/login/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/1-abc/",
        "/people/join/",
        "/people/join/expired/",
    )
    refused = [
        ("/no-such-page/", 404),
        (NOWHERE, 404),
        (f"/objects/{library.withdrawn.uuid}/", 410),
        ("/people/join/abcd-efgh-jkmn/", 404),
    ]

    assert walk(pages + refused) == []


def test_pages_of_an_author(library, walk, page, sign_in):
    sign_in(page, library.author)
    make_saved("сопротивление", by=library.author)
    make_wish("магдебургские полушария", by=library.author)
    draft, returned = library.draft.uuid, library.returned.uuid
    published, claimed = library.published.uuid, library.claimed.learning_object.uuid
    pages = ok(
        "/cabinet/",
        "/cabinet/?state=returned",
        "/cabinet/?q=щыщы",
        "/cabinet/create/",
        f"/cabinet/{draft}/",
        f"/cabinet/{returned}/",
        f"/cabinet/{claimed}/",
        f"/cabinet/{published}/",
        f"/cabinet/{library.withdrawn.uuid}/",
        f"/cabinet/{draft}/preview/page/",
        f"/cabinet/{returned}/preview/page/",
        f"/cabinet/{published}/preview/board/",
        f"/cabinet/{published}/preview/tablet/",
        f"/cabinet/{published}/preview/phone/",
        f"/cabinet/{draft}/duplicate/",
        f"/cabinet/{draft}/offer/",
        "/cabinet/offers/",
        "/cabinet/offers/?side=mine",
        "/cabinet/suggestions/",
        f"/cabinet/{draft}/delete/",
        f"/cabinet/{published}/withdraw/",
        f"/review/submit/{draft}/",
        f"/review/submit/{returned}/",
        f"/review/portraits/{draft}/",
        f"/review/recall/{claimed}/",
        "/people/me/",
        "/people/me/security/",
        "/people/me/sessions/",
        "/search/saved/",
        "/search/saved/new/?q=сопротивление",
        "/search/wishes/new/?q=щыщы",
        "/account/reauthenticate/",
        "/account/password/change/",
        "/account/logout/",
    )
    refused = [("/review/", 403), ("/people/", 403), (f"/review/{library.queued.uuid}/", 404)]

    assert walk(pages + refused) == []


def _open_by_link(library: Library) -> str:
    """The address of a shelf that a link opens."""
    shelf = make_own_shelf(library.published.uuid, by=library.author)
    key = open_link(shelf=shelf, with_notes=True, by=library.author, now=now())
    return f"/shelves/link/{key}/"


def test_pages_of_shelves_and_selections(library, walk, page, sign_in):
    author, made = library.author, library.published.uuid
    shelf = make_own_shelf(made, by=author)
    share(shelf, library.newcomer)
    own = make_own_shelf(by=author, title="Пустая")
    place = f"/shelves/{shelf.uuid}/"
    sign_in(page, author)
    pages = ("/shelves/", "/shelves/?side=shared", "/shelves/new/", place, f"/shelves/{own.uuid}/")
    more = (f"{place}edit/", f"{place}sharing/", f"/shelves/keep/?object={made}")
    assert walk([*ok(*pages, *more), (f"/shelves/{uuid4()}/", 404)]) == []
    sign_in(page, library.newcomer)
    assert walk([*ok("/shelves/?side=shared", place), (f"{place}sharing/", 403)]) == []
    draft = make_draft_selection(made, by=library.methodologist)
    gone = make_published_selection(made, by=library.methodologist)
    withdraw_selection(selection=gone, reason="Устарела", by=library.methodologist, now=now())
    sign_in(page, library.methodologist)
    desk = f"/selections/desk/{draft.uuid}/"
    pages = ("/selections/desk/", "/selections/new/", desk, f"/selections/{draft.slug}/")
    assert walk(ok(*pages)) == []
    sign_in(page, author)
    assert walk([(f"/selections/{gone.slug}/", 410)]) == []


def test_pages_of_an_author_who_has_nothing_yet(library, walk, page, sign_in):
    sign_in(page, library.newcomer)

    assert walk([*ok("/cabinet/", "/people/me/"), (f"/cabinet/{library.draft.uuid}/", 404)]) == []


def test_pages_of_an_expert(library, walk, page, sign_in):
    sign_in(page, library.expert)
    claimed = f"/review/{library.claimed.uuid}/"
    pages = ok(
        "/review/",
        "/review/?grade=11",
        "/review/texts/",
        f"/review/{library.queued.uuid}/",
        claimed,
        *(f"{claimed}?view={view}" for view in ("board", "tablet", "changes", "checks")),
    )

    assert walk(pages) == []


def test_pages_of_calls(library, walk, page, sign_in):
    """Light and dark, at a desk and on a phone: every page of the calls, and each state's."""
    draft = make_call(by=library.methodologist, is_open=False)
    call = make_call(by=library.methodologist, places=3)
    make_taking(call, by=library.newcomer)
    make_taking(call, by=library.author, begun=True)
    sign_in(page, library.methodologist)
    gaps = f"/calls/gaps/?subject={call.subject_uuid}&fewer="
    pages = ("/calls/", "/calls/board/", "/calls/gaps/", gaps, "/calls/new/")
    ones = (f"/calls/{call.uuid}/", f"/calls/{draft.uuid}/", f"/calls/{draft.uuid}/edit/")
    assert walk(ok(*pages, *ones)) == []
    for person in (library.author, library.newcomer):
        sign_in(page, person)
        mine = ok("/calls/?all=1", "/calls/mine/", "/calls/mine/?over=1", f"/calls/{call.uuid}/")
        assert walk([*mine, (f"/calls/{draft.uuid}/", 404)]) == []


def test_figures_of_a_chief(library, walk, page, sign_in):
    chief = make_user("chief_moderator", login="chief")
    decision = Decision.objects.filter(verdict="return").latest("pk")
    facts = {"verdict": "return", "failed": ["correct"], "wanted": 2}
    control = make_control(decision=decision, by=chief, now=now(), **facts)
    refresh_quality(now=now())
    sign_in(page, chief)
    made = f"/review/quality/controls/new/?object={library.returned.uuid}"
    pages = ok(
        "/review/quality/",
        "/review/quality/?length=365&kind=scenario",
        "/review/quality/experts/",
        f"/review/quality/experts/{library.expert.uuid}/",
        "/review/quality/agreement/",
        "/review/quality/controls/",
        "/review/quality/controls/new/",
        made,
        f"/review/quality/controls/{control.uuid}/",
    )

    assert walk(pages) == []
    sign_in(page, library.expert)
    own = f"/review/quality/experts/{library.expert.uuid}/"
    assert walk([*ok(own), ("/review/quality/", 403)]) == []


def test_pages_of_institutes(library, walk, page, sign_in):
    """A region as its chief and an administrator see it, and a work that it sends up."""
    region = make_region(now=now())
    work = regional_submission(region, now=now(), claimed=True)
    facts = {"by": region.expert, "now": now()}
    made = prepare_referral(submission=work, note="Просим решить вас.", **facts)
    home = f"/review/institutes/{region.institute.uuid}/"
    parts = ("rules/", "rules/scenario/", "rubrics/", "rubrics/methodical/scenario/")
    people = ("experts/", f"experts/{region.expert.uuid}/", "authors/")
    pages = [home + part for part in ("", *parts, *people)]
    for person in (region.chief, region.administrator):
        person.set_password(PASSWORD)
        person.save()
    sign_in(page, region.administrator)
    assert walk(ok("/review/institutes/", "/review/institutes/new/", *pages)) == []
    sign_in(page, region.chief)
    queue = ("/review/", f"/review/{work.uuid}/", f"/review/referrals/new/{work.uuid}/")
    referrals = ("/review/referrals/", "/review/referrals/?way=in")
    assert walk(ok(*queue, *referrals, f"/review/referrals/{made.uuid}/")) == []


@pytest.mark.parametrize("role", ["methodologist", "administrator"])
def test_pages_of_those_who_keep_the_house(library, walk, page, sign_in, role):
    sign_in(page, getattr(library, role))
    make_query_day("магдебургские полушария", empty=9)
    make_wish("магдебургские полушария", by=library.author)
    refresh_coverage(now=now())
    part = str(get_tree().subjects[-1])
    pages = ok(
        "/",
        "/people/me/",
        f"/objects/{library.published.uuid}/",
        "/coverage/",
        "/coverage/?view=table&colour=freshness",
        f"/coverage/{part}/",
        f"/coverage/{part}/?grade=8&colour=quality",
        "/realignments/",
        "/search/reports/",
        "/search/reports/?report=wishes",
        "/search/reports/call/?q=ток",
    )
    person = f"/people/{library.author.uuid}/"
    people = (
        "/people/",
        "/people/?q=щыщы",
        "/people/create/",
        "/publishers/new/",
        person,
        f"{person}merge/",
        f"{person}merge/?login=newcomer",
        f"{person}erase/",
        "/people/me/security/",
        "/people/me/security/codes/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
    )

    rules = ("/review/rules/", "/review/rules/new/?type=reading_level", library.rule_url)
    refused = [("/people/", 403), ("/publishers/new/", 403)]
    kept = ok(*people) if role == "administrator" else [*refused, *ok(*rules)]

    assert walk(pages + kept) == []


def test_forms_that_were_filled_wrongly(library, page, axe, sign_in):
    page.goto("/account/login/")
    page.fill("input[name=login]", "teacher")
    page.fill("input[name=password]", "не тот пароль")
    _send(page)
    problems = list(_defects(page, axe, "sign-in"))

    sign_in(page, library.administrator)
    page.goto("/people/create/")
    _send(page)
    problems += _defects(page, axe, "a person without a name")

    sign_in(page, library.author)
    page.goto("/cabinet/create/")
    _send(page)
    problems += _defects(page, axe, "a material without a title")
    page.goto("/account/password/change/")
    page.fill("input[name=oldpassword]", "не тот пароль")
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", "12")
    _send(page)
    problems += _defects(page, axe, "a wrong password")

    assert problems == []


def _send(page: Any) -> None:
    """Send the page's form past the browser's own checks, and see that the server complains."""
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.locator("main form[method=post] [type=submit]").first.click()
    page.locator("main [aria-invalid='true'], main .notice--stop, main .errorlist").first.wait_for()


def test_the_editing_screen(library, page, walk, axe, sign_in):
    """Ours is the form's content; what is stock Wagtail is named in ``STUDIO_EXCEPTIONS``."""
    sign_in(page, library.author)
    pages = ok(f"/studio/objects/edit/{library.draft.pk}/")

    known: dict[str, Any] = {"exclude": tuple(STUDIO_EXCEPTIONS), "headings": STUDIO_HEADINGS}
    found = walk(pages, **known)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(DESK)
    page.goto(f"/studio/objects/edit/{library.published.pk}/")
    for name in ("Содержание", "Методика", "Лицензия и язык"):
        page.get_by_role("tab", name=name).click()
        found += [f"{name}: {problem}" for problem in _defects(page, axe, "desk", **known)]

    assert found == []
