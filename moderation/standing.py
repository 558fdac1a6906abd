"""Where a review stands, in words: which step and seat it is, and what comes after this vote."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from moderation.data import REVIEW, WAITING_STATES
from moderation.models import Submission

PANEL = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """``stage`` and ``seat`` name the step in work, ``after`` tells what comes after this vote.

    ``settles``: whether an approval given now publishes the object for certain.
    """

    stage: str
    seat: str
    after: str
    settles: bool


def standing_of(submission: Submission) -> Standing | None:
    """Return where the review stands; ``None`` when nobody has to vote."""
    if submission.state not in WAITING_STATES:
        return None
    is_last = submission.step + 1 >= len(submission.plan)
    return Standing(
        stage=submission.get_stage_display(),
        seat=_seat(submission),
        after=_after(submission, is_last),
        settles=submission.seats == 1 and is_last,
    )


def _seat(submission: Submission) -> str:
    if submission.is_appeal and submission.seats == 1:
        return _("appeal: another expert looks at it")
    if submission.is_appeal or submission.seats == PANEL:
        facts = {"number": submission.seat, "all": submission.seats}
        return _("appeal: expert %(number)d of %(all)d") % facts
    if submission.seats == 1:
        return ""
    seats = {1: _("first of two blind experts"), 2: _("second of two blind experts")}
    return seats.get(submission.seat, _("third expert: the two did not agree"))


def _after(submission: Submission, is_last: bool) -> str:
    if submission.seats == PANEL:
        return _("Each expert votes alone; the majority of the three counts.")
    if submission.seats == 1:
        return _after_one(submission, is_last)
    if submission.seat == 1:
        return _("Another expert votes after you. Neither of you sees what the other has found.")
    if submission.seat == 2:
        return _("If you agree with the first expert, that is the decision; if not, a third votes.")
    return _("Your vote settles it; where all three differ, the object goes back to its author.")


def _after_one(submission: Submission, is_last: bool) -> str:
    if not is_last:
        return _("If you approve, the linguistic and technical review comes next.")
    if submission.purpose == REVIEW:
        return _("Your vote is the decision.")
    return ""
