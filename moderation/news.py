"""What the institute tells people: groups and kinds of notices, in words.

Authors, experts and chiefs each have a group; none of them names a person, because reviews are
blind and a notice outlives an account.
"""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from learning_objects.data import BLOCK
from moderation.data import APPROVE, KEEP, OVERTURNED
from moderation.models import Signal
from notices.api import register_group, register_notice
from notices.data import Facts, NoticeGroup, Words
from ui.api import before_stop, format_day

MINE = "moderation.mine"
WORK = "moderation.work"
CHIEF = "moderation.chief"
REPORTS = "moderation.reports"

TAKEN_IN = "moderation.taken_in"
RETURNED = "moderation.returned"
APPROVED = "moderation.approved"
REJECTED = "moderation.rejected"
APPEAL_SETTLED = "moderation.appeal_settled"
LOOKED_AT_AGAIN = "moderation.looked_at_again"
KEPT = "moderation.kept"
TAKEN_OUT = "moderation.taken_out"
PUT_BACK = "moderation.put_back"
ASSIGNED = "moderation.assigned"
EXPIRED = "moderation.expired"
LOST = "moderation.lost"
# Why an expert does not have a review any more, other than by their own doing.
GIVEN, TAKEN, PUT_IN_QUEUE, RECALLED, SETTLED, SENT_UP = (
    *("given", "taken", "put_in_queue", "recalled", "settled", "sent_up"),
)
DEADLINES = "moderation.deadlines"
ESCALATED = "moderation.escalated"
APPEALED = "moderation.appealed"
COMPLAINED = "moderation.complained"
REPORT_SETTLED = "moderation.report_settled"

GROUPS = {
    MINE: NoticeGroup(
        _("My materials at the institute"), _("What was decided, and what is expected of you.")
    ),
    WORK: NoticeGroup(_("My review work"), _("What you were given or lost, and deadlines.")),
    CHIEF: NoticeGroup(
        _("What chief experts should know"), _("Appeals, complaints and reviews that are late.")
    ),
    REPORTS: NoticeGroup(
        _("Problems that I reported"), _("What the institute decided about the material.")
    ),
}
TITLE: Facts = {"title": "Закон Ома"}


def register_news() -> None:
    """Register the groups and the kinds."""
    for code, group in GROUPS.items():
        register_group(code, group)
    for code, group_code, icon, title, text, example in _kinds():
        register_notice(code, group=group_code, icon=icon, title=title, text=text, example=example)


Kind = tuple[str, str, str, str | Promise, Words, Facts]


def _kinds() -> list[Kind]:
    """Return code, group, icon, title, text and example of every kind."""
    return [*_kinds_for_authors(), *_kinds_for_experts()]


def _kinds_for_authors() -> list[Kind]:
    due = {**TITLE, "due": "2026-12-03"}
    settled = {**TITLE, "outcome": OVERTURNED, "verdict": APPROVE}
    how = {**TITLE, "how": BLOCK}
    return [
        (TAKEN_IN, MINE, "inbox", _("Taken in for review: “%(title)s”"), due_words, due),
        (
            *(RETURNED, MINE, "undo-2", _("Returned for changes: “%(title)s”")),
            *(_("Read the letter and the remarks, mend them and send it again."), TITLE),
        ),
        (
            *(APPROVED, MINE, "check", _("Approved and published: “%(title)s”")),
            *(_("Everybody can find it in the library now."), TITLE),
        ),
        (
            *(REJECTED, MINE, "ban", _("Not accepted: “%(title)s”")),
            *(_("The letter says why. You can appeal once."), TITLE),
        ),
        (APPEAL_SETTLED, MINE, "scale", _("Your appeal: “%(title)s”"), outcome_words, settled),
        (
            *(LOOKED_AT_AGAIN, MINE, "eye", _("The institute takes a second look: “%(title)s”")),
            *(_("Something was reported about it. It stays in the library meanwhile."), TITLE),
        ),
        (
            *(KEPT, MINE, "check", _("It stays in the library: “%(title)s”")),
            *(_("The second look is over."), TITLE),
        ),
        (TAKEN_OUT, MINE, "archive-x", _("Out of the library: “%(title)s”"), how_words, how),
        (
            *(PUT_BACK, MINE, "undo-2", _("The institute has put it back: “%(title)s”")),
            *(_("Everybody can find it in the library again."), TITLE),
        ),
        (
            *(REPORT_SETTLED, REPORTS, "flag", _("You reported a problem: “%(title)s”")),
            *(report_words, {**TITLE, "verdict": KEEP}),
        ),
    ]


def _kinds_for_experts() -> list[Kind]:
    due = {**TITLE, "due": "2026-12-03"}
    reason = {**TITLE, "reason": "mistake"}
    return [
        (ASSIGNED, WORK, "user-check", _("Given to you for review: “%(title)s”"), due_words, due),
        (
            *(EXPIRED, WORK, "clock", _("Back in the queue: “%(title)s”")),
            *(_("Nobody worked on it for a long time, so another expert may take it."), TITLE),
        ),
        (
            *(LOST, WORK, "undo-2", _("No longer with you: “%(title)s”")),
            *(lost_words, {**TITLE, "why": GIVEN}),
        ),
        (
            *(DEADLINES, WORK, "clock", _("Deadlines of your reviews")),
            *(deadline_words, {"late": 1, "soon": 2}),
        ),
        (
            *(ESCALATED, CHIEF, "triangle-alert", _("Reviews are late")),
            *(escalation_words, {"number": 2}),
        ),
        (
            *(APPEALED, CHIEF, "scale", _("An appeal: “%(title)s”")),
            *(_("Experts who have not voted on it look at it once more."), TITLE),
        ),
        (COMPLAINED, CHIEF, "flag", _("Reported: “%(title)s”"), reason_words, reason),
    ]


def due_words(facts: Facts) -> str:
    """Return until when there is an answer."""
    due = date.fromisoformat(facts["due"])
    return gettext("The review is due by %(day)s.") % {"day": before_stop(format_day(due))}


def lost_words(facts: Facts) -> str:
    """Return why somebody does not have a review any more."""
    return {
        GIVEN: gettext("A chief expert has given it to somebody else."),
        TAKEN: gettext("Your time for it was over, and another expert has taken it."),
        PUT_IN_QUEUE: gettext("A chief expert has put it back into the queue."),
        RECALLED: gettext("Its author has taken it back."),
        SETTLED: gettext("A chief expert has decided about it."),
        SENT_UP: gettext("It was sent up to the central institute."),
    }[facts["why"]]


def outcome_words(facts: Facts) -> str:
    """Return what became of an appeal."""
    if facts["outcome"] != OVERTURNED:
        return gettext("The decision stands; it is final now.")
    if facts["verdict"] == APPROVE:
        return gettext("The decision is changed: the material is approved and published.")
    return gettext("The decision is changed. Read the letter.")


def how_words(facts: Facts) -> str:
    """Return how a material left the library."""
    if facts["how"] == BLOCK:
        return gettext("The institute has blocked it: nobody can open it any more.")
    return gettext("The institute has withdrawn it: lessons keep it, others do not find it.")


def report_words(facts: Facts) -> str:
    """Return what came of a report."""
    if facts["verdict"] == KEEP:
        return gettext("Experts looked at it again and left it in the library. Thank you.")
    return gettext("Experts looked at it again and took it out of the library. Thank you.")


def deadline_words(facts: Facts) -> str:
    """Return how many reviews are late and how many soon will be."""
    late = ngettext("%(late)d is late", "%(late)d are late", facts["late"]) % facts
    soon = (
        ngettext("%(soon)d is due by tomorrow", "%(soon)d are due by tomorrow", facts["soon"])
        % facts
    )
    said = [words for words, number in ((late, facts["late"]), (soon, facts["soon"])) if number]
    return "; ".join(said)


def escalation_words(facts: Facts) -> str:
    """Return how many reviews chiefs should look after."""
    words = ngettext(
        "%(number)d review has been late for more than two working days.",
        "%(number)d reviews have been late for more than two working days.",
        facts["number"],
    )
    return words % facts


def reason_words(facts: Facts) -> str:
    """Return what is said to be wrong."""
    label = dict(Signal.Reason.choices).get(facts["reason"], facts["reason"])
    return gettext("What is said: %(reason)s. A second look is in the queue.") % {"reason": label}
