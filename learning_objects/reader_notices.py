"""Telling people what readers say: the authors, the writer of a review, the institute.

Nothing here is a mail of its own: notices wait behind the bell and go out in a digest. They hold
neither names nor what a reader wrote, for a reader may take both back.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.api import User, find_people
from accounts.data import CHIEF_MODERATOR
from learning_objects.models import LearningObject, Rating
from notices.api import notify, register_group, register_notice
from notices.data import WEEKLY, Facts, NoticeGroup

READERS, MY_REVIEWS, REPORTED = (
    "learning_objects.readers",
    "learning_objects.my_reviews",
    "learning_objects.reported",
)
REVIEWED = "learning_objects.reviewed"
THANKED = "learning_objects.thanked"
ANSWERED = "learning_objects.review_answered"
HIDDEN = "learning_objects.review_hidden"
SHOWN = "learning_objects.review_shown"
COMPLAINED = "learning_objects.review_reported"
EXAMPLE = {"title": "Закон Ома"}
MOST_CHIEFS = 100


def register_reader_notices() -> None:
    """Register what people are told about ratings, reviews and thanks."""
    register_group(
        READERS,
        NoticeGroup(_("Readers of my materials"), _("Ratings, reviews and thanks."), WEEKLY),
    )
    register_group(
        MY_REVIEWS,
        NoticeGroup(_("My reviews"), _("Answers of authors and decisions of the institute.")),
    )
    register_group(
        REPORTED,
        NoticeGroup(_("Reported reviews"), _("Reviews of which readers complain.")),
    )
    register_notice(
        REVIEWED,
        group=READERS,
        title=reviewed,
        text=_("You can answer a review once, under it."),
        example=EXAMPLE | {"stars": 4},
        icon="star",
    )
    register_notice(
        THANKED,
        group=READERS,
        title=_("Thanks for “%(title)s”"),
        text=_("How many people said thank you stands on the page of the material."),
        example=EXAMPLE,
        icon="heart",
    )
    _register_to_writers()


def _register_to_writers() -> None:
    register_notice(
        ANSWERED,
        group=MY_REVIEWS,
        title=_("The author answered your review of “%(title)s”"),
        example=EXAMPLE,
        icon="message-square",
    )
    register_notice(
        HIDDEN,
        group=MY_REVIEWS,
        title=_("Your review of “%(title)s” is hidden from the page"),
        text=_("Reason: %(reason)s"),
        example=EXAMPLE | {"reason": "Отзыв не о материале."},
        icon="eye-off",
    )
    register_notice(
        SHOWN,
        group=MY_REVIEWS,
        title=_("Your review of “%(title)s” is shown again"),
        example=EXAMPLE,
        icon="eye",
    )
    register_notice(
        COMPLAINED,
        group=REPORTED,
        title=_("A reader complains of a review of “%(title)s”"),
        example=EXAMPLE,
        icon="flag",
    )


def reviewed(facts: Facts) -> str:
    """Word a new rating: the stars are a plural."""
    words = ngettext(
        "New rating of “%(title)s”: %(stars)d star",
        "New rating of “%(title)s”: %(stars)d stars",
        facts["stars"],
    )
    return words % facts


def tell_of_rating(rating: Rating, *, now: datetime) -> None:
    """Tell the authors of a rating: once of the stars, and once when words come."""
    kind = "review" if rating.text else "stars"
    notify(
        recipients=authors_of(rating.learning_object),
        code=REVIEWED,
        data={"title": rating.learning_object.title, "stars": rating.stars},
        url=_place(rating),
        now=now,
        dedupe=f"{REVIEWED}:{rating.uuid}:{kind}",
    )


def tell_of_thanks(learning_object: LearningObject, *, now: datetime) -> None:
    """Tell the authors that readers say thank you: once a week for a material, not once a press."""
    year, week, _day = localdate(now).isocalendar()
    page = reverse("learning_objects:object", args=[learning_object.uuid])
    notify(
        recipients=authors_of(learning_object),
        code=THANKED,
        data={"title": learning_object.title},
        url=f"{page}#readers",
        now=now,
        dedupe=f"{THANKED}:{learning_object.uuid}:{year}-{week}",
    )


def tell_writer(rating: Rating, code: str, *, now: datetime, **more: str) -> None:
    """Tell whoever wrote a review what became of it: ``ANSWERED``, ``HIDDEN`` or ``SHOWN``."""
    notify(
        recipients=[rating.user],
        code=code,
        data={"title": rating.learning_object.title, **more},
        url=_place(rating),
        now=now,
    )


def tell_of_complaint(rating: Rating, *, now: datetime) -> None:
    """Tell the chief moderators, once a day for a review; never of what is said of their own."""
    own = {person.pk for person in authors_of(rating.learning_object)}
    chiefs = find_people(role=CHIEF_MODERATOR, active=True)[:MOST_CHIEFS]
    notify(
        recipients=[person for person in chiefs if person.pk not in own],
        code=COMPLAINED,
        data={"title": rating.learning_object.title},
        url=reverse("learning_objects:reported"),
        now=now,
        dedupe=f"{COMPLAINED}:{rating.uuid}:{localdate(now)}",
    )


def authors_of(learning_object: LearningObject) -> list[User]:
    """Return who wrote it here; of a received object nobody."""
    rows = learning_object.authorships.select_related("user")
    return [row.user for row in rows]


def _place(rating: Rating) -> str:
    """Return the review among all of them; without words, the numbers on the object's page."""
    uuid = rating.learning_object.uuid
    if rating.hidden_at or not rating.text:
        return reverse("learning_objects:object", args=[uuid]) + "#readers"
    return reverse("learning_objects:reviews", args=[uuid]) + f"#review-{rating.uuid}"
