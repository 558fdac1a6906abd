"""The tour: what a newcomer does in ten minutes to have been everybody once, and in ten more to
have seen the institute from inside.

Data for one page. Logins are those of the demo library; their passwords stand on the terminal
where it was started, never on a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import get_user_by_login

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Stop:
    """One role: who one is (``login``, empty for a visitor), for how long, where, and what to do.

    ``minutes`` is what an unhurried newcomer takes; ``url_name`` is the address to begin at.
    """

    key: str
    title: Text
    login: str
    minutes: int
    url_name: str
    place: Text
    steps: tuple[Text, ...]


STOPS = (
    Stop(
        "visitor",
        _("A visitor finds a lesson"),
        "",
        1,
        "home",
        _("Front page"),
        (
            _("Type “ohm's law” in Russian (закон ома) into the search box and press Enter."),
            _("Open the lesson. Look at the plan by minutes, the board, and the licence below."),
            _("Press “For printing”: this is what goes to the classroom without a computer."),
        ),
    ),
    Stop(
        "author",
        _("An author prepares a material"),
        "ivanova",
        1,
        "cabinet:list",
        _("My materials"),
        (
            _("Look at the states: drafts, in review, returned for changes, published."),
            _("Create a scenario, add a stage, and watch the checks above the form change."),
            _("Open the preview as the board and as the pupil's phone."),
        ),
    ),
    Stop(
        "items",
        _("A teacher tries a question"),
        "sokolova",
        1,
        "assessment:items",
        _("Item bank"),
        (
            _("Open any question, answer it rightly, wrongly, and not at all."),
            _("Each point has its reason; what a pupil never sees is folded away."),
        ),
    ),
    Stop(
        "expert",
        _("An expert of the institute reviews"),
        "morozova",
        1,
        "moderation:queue",
        _("Review queue"),
        (
            _("Take the next one. It is yours for two hours."),
            _("Write a remark on one stage: the author will see it at that very place."),
            _("Approve it, or return it with a letter."),
        ),
    ),
    Stop(
        "teacher",
        _("A teacher puts it on a lesson"),
        "petrov",
        2,
        "journal:week",
        _("My lessons"),
        (
            _("Open any coming physics lesson of grade 8."),
            _("“For this topic” is what the library offers for it, each with its reason."),
            _("Put a material at the lesson, then also at home. The version is pinned."),
        ),
    ),
    Stop(
        "family",
        _("The family opens the diary"),
        "smirnova",
        1,
        "diary:week",
        _("Diary"),
        (
            _("Two children, one week: switch between Kira and Artyom."),
            _("Open the material that the teacher has just put at home."),
            _("Go to the next week and back to today."),
        ),
    ),
    Stop(
        "pupil",
        _("A pupil looks at the week"),
        "smirnov.artem",
        1,
        "diary:week",
        _("Diary"),
        (_("The same week from the pupil's side: lessons, homework, what to open."),),
    ),
    Stop(
        "school",
        _("The school is administered"),
        "komarov",
        1,
        "school:schools",
        _("My school"),
        (
            _("Look at the classes and the families of one class."),
            _("In the timetable, move a lesson of next week to another hour."),
        ),
    ),
    Stop(
        "region",
        _("Another region takes the library"),
        "fedorov",
        1,
        "exporters:transfers",
        _("Packages"),
        (
            _("Export the whole library and download the package."),
            _(
                "In another terminal, in the same folder, start a second, empty library:"
                " make run PORT=8001 DATA_DIR=second DEMO=0 SECOND_FACTOR=optional"
            ),
            _(
                "Give it an administrator: DATA_DIR=second .venv/bin/python manage.py create_user"
                " region (it prints a one-time password), then DATA_DIR=second .venv/bin/python"
                " manage.py grant_role region administrator"
            ),
            _(
                "Sign in there as region, choose a password of your own, and load the package under"
                " Packages: first the preview, then the import."
            ),
        ),
    ),
)

# The institute from inside, for who has ten minutes more.
INSTITUTE = (
    Stop(
        "reader-reports",
        _("A reader reports a problem"),
        "",
        1,
        "learning_objects:catalogue",
        _("Catalogue"),
        (
            _("Open any lesson and press “Report a problem” beside it: no account is needed."),
            _("It stays in the library meanwhile; the institute takes a second look at it."),
        ),
    ),
    Stop(
        "author-answers",
        _("An author answers, or disagrees"),
        "tarasova",
        2,
        "cabinet:list",
        _("My materials"),
        (
            _("Open the returned material: the letter, and remarks that name their places."),
            _("“Appeal against the decision”: other experts look at it, once and for good."),
            _("“Statistics” counts lessons, ratings and thanks; a report has a code to check."),
        ),
    ),
    Stop(
        "expert-votes",
        _("An expert answers a rubric"),
        "gromova",
        2,
        "moderation:queue",
        _("Review queue"),
        (
            _("Open a work of yours: “What changed”, “Checks”, remarks, ready remarks."),
            _("Answer the rubric and let the letter be drafted from the remarks."),
            _("Return it: the author is told by the bell and reads the reasons."),
        ),
    ),
    Stop(
        "chief-watches",
        _("The chief watches over the reviews"),
        "volkova",
        2,
        "moderation:queue",
        _("Review queue"),
        (
            _("The reported lesson waits in the queue as a second look: keep it or take it out."),
            _("“Figures of the institute”: waiting, decisions, agreement, control items."),
            _("“Institutes”: two blind readers, a language stage, and the rubrics themselves."),
        ),
    ),
    Stop(
        "methodologist-orders",
        _("A methodologist orders what is missing"),
        "lebedev",
        2,
        "calls:list",
        _("Calls for authors"),
        (
            _("“Gaps” lists the topics that have nothing yet; order a material for one of them."),
            _("“Board” shows who writes what, and by when; accept an application."),
        ),
    ),
    Stop(
        "region-founds",
        _("A region gets an institute of its own"),
        "fedorov",
        1,
        "moderation:institutes",
        _("Institutes"),
        (
            _("Found a regional institute: subjects, experts, authors, rules, rubrics."),
            _("Its works go to its own queue; a hard one is sent up to the central institute."),
        ),
    ),
)


def has_demo() -> bool:
    """Say whether this library has the demo people that the tour speaks of."""
    return get_user_by_login("smirnova") is not None and bool(settings.DEMO)


def address_of(stop: Stop) -> str:
    """Return where the stop begins."""
    return reverse(stop.url_name)
