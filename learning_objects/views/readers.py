"""Ratings, reviews and thanks: the page of all reviews, and what people do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User, may, require
from core.api import now
from learning_objects import presenting, public_queries, reader_queries
from learning_objects.actions import ratings, thanks
from learning_objects.forms import AnswerForm, RatingForm, ReasonForm
from learning_objects.models import LearningObject, Rating
from learning_objects.public_pages import public_page
from learning_objects.queries import get_object
from learning_objects.usage_queries import object_stamp
from learning_objects.views.catalogue import number_in

PAGE_SIZE = 20
PLACE = "#readers"


@public_page(parameters=("page",), stamp_of=object_stamp)
@require_safe
def show_reviews(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show all reviews of an object, the newest first."""
    version = public_queries.get_version(uuid=uuid)
    if version is None or version.withdrawn:
        raise Http404
    paginator = Paginator(reader_queries.reviews_of(uuid), PAGE_SIZE)
    number = number_in(request.GET.get("page", "1"))
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    page = paginator.page(number)
    here = [(version.title, presenting.object_url(uuid)), (_("Reviews"), "")]
    context = {"version": version, "page_obj": page, "breadcrumbs": here}
    return render(
        request, "learning_objects/public/reviews.html", context | said(request, uuid, page)
    )


def said(request: HttpRequest, uuid: UUID, rows: Any) -> dict[str, Any]:
    """Return what a page tells of readers; what the reader may do costs visitors no query."""
    found = get_object(uuid=uuid) if request.user.is_authenticated else None
    words = presenting.readers_words(reader_queries.reader_numbers([uuid]).get(uuid))
    reviews = reader_queries.review_views(rows) if words["ratings"] else ()
    context = {"readers": words, "reviews": reviews}
    if found is not None and isinstance(request.user, User):
        context |= _own(request.user, found)
    return context


def _own(user: User, found: LearningObject) -> dict[str, Any]:
    own = reader_queries.rating_by(user, found.uuid)
    may_rate = may(user, "learning_objects.rate", found)
    initial = {"stars": own.stars, "text": own.text} if own else {}
    # An unsaved row stands for all reviews of the object: the rules ask of it what they may.
    any_review = Rating(learning_object=found, text="…", user_id=0)
    return {
        "own_rating": reader_queries.review_of(own) if own else None,
        "rating_form": RatingForm(initial=initial) if may_rate else None,
        "may_thank": may(user, "learning_objects.thank", found),
        "thanked": reader_queries.has_thanked(user, found.uuid),
        "may_answer": may(user, "learning_objects.answer_review", any_review),
        "may_report": may(user, "learning_objects.report_review", any_review),
        "may_hide": may(user, "learning_objects.hide_review", any_review),
    }


@login_required
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Rate an object, or change one's rating; what was typed wrong is shown again."""
    found = _public(uuid)
    require(request.user, "learning_objects.rate", found)
    own = reader_queries.rating_by(_person(request), uuid)
    initial = {"stars": own.stars, "text": own.text} if own else {}
    form = RatingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ratings.rate_object(
                learning_object=found, by=_person(request), now=now(), **form.cleaned_data
            )
        except ratings.InvalidRating:
            form.add_error(None, _("There is no such version."))
        else:
            messages.success(request, _("Thank you, your rating is counted."))
            return _back(uuid)
    return _form_page(
        request, found, form, heading=_("Rate the material"), button=_("Save the rating")
    )


@login_required
@require_POST
def unrate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one's own rating back."""
    found = _public(uuid)
    if ratings.remove_rating(learning_object=found, by=_person(request), now=now()):
        messages.success(request, _("Your rating is deleted."))
    return _back(uuid)


@login_required
@require_POST
def thank(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Thank the authors, or take it back (``undo``)."""
    found = _public(uuid)
    if request.POST.get("undo"):
        thanks.take_thanks_back(learning_object=found, by=_person(request))
    elif thanks.give_thanks(learning_object=found, by=_person(request), now=now()):
        messages.success(request, _("The authors have your thanks."))
    return _back(uuid)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer a review of one's own material."""
    rating = _rating(request, uuid, "learning_objects.answer_review")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ratings.answer_review(
                rating=rating, text=form.cleaned_data["text"], by=_person(request), now=now()
            )
        except ratings.AlreadyAnswered:
            form.add_error(None, _("This review has been answered already."))
        except ratings.ReviewGone:
            return _gone(request, rating)
        else:
            messages.success(request, _("Your answer stands under the review."))
            return _back(rating.learning_object.uuid)
    return _form_page(
        request,
        rating.learning_object,
        form,
        heading=_("Answer the review"),
        button=_("Answer the review"),
        rating=rating,
    )


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the institute to look at a review."""
    rating = _rating(request, uuid, "learning_objects.report_review")
    said = _("Thank you, the institute will look at the review.")
    words = {"heading": _("Report the review"), "button": _("Report")}
    return _ask_why(request, rating, ratings.report_review, said, **words)


@login_required
@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hide a review with a reason, or show it again (``show``)."""
    rating = _rating(request, uuid, "learning_objects.hide_review")
    if request.method == "POST" and request.POST.get("show"):
        try:
            ratings.show_review(rating=rating, by=_person(request), now=now())
        except ratings.ReviewGone:
            return _gone(request, rating)
        messages.success(request, _("The review is shown."))
        return redirect("learning_objects:reported")
    said = _("The review is hidden; its writer sees the reason.")
    words = {"heading": _("Hide the review"), "button": _("Hide")}
    return _ask_why(request, rating, ratings.hide_review, said, **words)


@login_required
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Show the chief moderator the reviews of which readers complained."""
    require(request.user, "learning_objects.hide_review")
    page = Paginator(reader_queries.reported_reviews(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "breadcrumbs": [(_("Reported reviews"), "")]}
    return render(request, "learning_objects/public/reported.html", context)


def _ask_why(
    request: HttpRequest, rating: Rating, act: Callable[..., object], said: str, **words: str
) -> HttpResponse:
    """Ask for the reason of an act about a review (GET) and do it (POST); ``said`` tells so."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(rating=rating, reason=form.cleaned_data["reason"], by=_person(request), now=now())
        except ratings.ReviewGone:
            return _gone(request, rating)
        messages.success(request, said)
        return _back(rating.learning_object.uuid)
    return _form_page(request, rating.learning_object, form, **words, rating=rating)


def _gone(request: HttpRequest, rating: Rating) -> HttpResponse:
    """Tell that nothing is left to act upon: the writer was faster."""
    messages.info(request, _("Its writer has deleted this review meanwhile."))
    return _back(rating.learning_object.uuid)


def _form_page(
    request: HttpRequest,
    found: LearningObject,
    form: Any,
    *,
    heading: str,
    button: str,
    rating: Rating | None = None,
) -> HttpResponse:
    version = public_queries.get_version(uuid=found.uuid)
    title = version.title if version else ""
    page = presenting.object_url(found.uuid)
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "review": reader_queries.review_of(rating) if rating else None,
        "cancel_url": page + PLACE,
        "breadcrumbs": [(title, page), (heading, "")],
    }
    status = 422 if form.is_bound else 200
    return render(request, "learning_objects/public/reader_form.html", context, status=status)


def _public(uuid: UUID) -> LearningObject:
    found = get_object(uuid=uuid)
    if found is None or not found.is_public:
        raise Http404
    return found


def _rating(request: HttpRequest, uuid: UUID, action: str) -> Rating:
    """Return the review; one that is not there and one that is none of theirs answer alike."""
    rating = reader_queries.get_rating(uuid=uuid)
    if rating is None or not may(request.user, action, rating):
        raise Http404
    return rating


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _back(uuid: UUID) -> HttpResponse:
    return redirect(presenting.object_url(uuid) + PLACE)
