"""What the views share: who may be here, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.api import User, may
from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from learning_objects.api import LearningObject, get_object
from moderation import api
from moderation.models import Remark, Submission
from moderation.rules import SEE, SEE_HISTORY
from moderation.states import SUBMIT
from moderation.wording import REFUSALS, words_for


def signed_in(request: HttpRequest) -> User:
    """Return the person; the views are behind ``login_required``."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def submission_or_404(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission that the person may review; to everybody else it does not exist."""
    submission = api.get_submission(uuid=uuid)
    if submission is None or not may(request.user, SEE, submission):
        raise Http404
    return submission


def remark_or_404(request: HttpRequest, uuid: UUID) -> Remark:
    """Return a remark whose review the person may follow, as an author or an expert."""
    remark = api.get_remark(uuid=uuid)
    if remark is None or not may(request.user, SEE_HISTORY, remark.submission):
        raise Http404
    return remark


def cabinet_address(remark: Remark) -> str:
    """Return the address of a remark on its author's page."""
    page = reverse("cabinet:object", args=[remark.submission.object_uuid])
    return f"{page}#remark-{remark.uuid}"


def own_object_or_404(request: HttpRequest, uuid: UUID) -> LearningObject:
    """Return an object that the person wrote; others' drafts do not exist."""
    found = get_object(uuid=uuid)
    if found is None or not may(request.user, SUBMIT, found):
        raise Http404
    return found


def attempt(request: HttpRequest, act: Callable[[], object], success: str = "") -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    return tell(request, refusal_of(act), success)


def tell(request: HttpRequest, refused: str, success: str = "") -> bool:
    """Tell the person how something went; returns whether it went well."""
    if refused:
        messages.error(request, refused)
    elif success:
        messages.success(request, success)
    return not refused


def refusal_of(act: Callable[[], object]) -> str:
    """Do it and return in words why it was refused; empty when it is done."""
    return refused_in_words(act, REFUSALS, words_for)


def refused_in_words(
    act: Callable[[], object],
    refusals: tuple[type[Exception], ...],
    words_for: Callable[[Exception], str],
) -> str:
    """Do the same for a room that has ``refusals`` and ``words_for`` of its own.

    Raises ``PermissionDenied`` when it was not theirs to do.
    """
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except refusals as error:
        if isinstance(error, TransitionRefused) and error.code == "permission":
            raise PermissionDenied from error
        return words_for(error)
    return ""


def first_error(form: BaseForm) -> str:
    """Return the first thing that is wrong with what was typed."""
    return str(next(iter(form.errors.values()))[0])
