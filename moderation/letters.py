"""The draft of a decision letter, from what the expert has marked and remarked.

It is written in the language of the object, for its author; the expert mends it before it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext, override

from moderation.data import MUST, NO, NOTE, SHOULD, UNSETTLED, RemarkView
from moderation.models import Rubric, Submission
from moderation.rubric_form import faults_of

BULLET = "— "


def compose_letter(
    *,
    submission: Submission,
    rubric: Rubric,
    marks: Mapping[str, str],
    remarks: Iterable[RemarkView],
) -> str:
    """Return the draft: what does not hold, then the unsettled remarks by severity and place.

    Without either it is a word of thanks that goes with an approval.
    """
    unsettled = [item for item in remarks if item.state in UNSETTLED]
    failed = [code for code, mark in marks.items() if mark == NO]
    with override(submission.language):
        parts = [_opening(submission.title, bool(failed or _musts(unsettled)))]
        if failed:
            faults = [f"{BULLET}{words}." for words in faults_of(rubric, failed)]
            parts.append("\n".join([gettext("What does not hold yet:"), *faults]))
        for severity, heading in _headings().items():
            chosen = [item for item in unsettled if item.severity == severity]
            if chosen:
                parts.append("\n".join([heading, *_lines(chosen)]))
        return "\n\n".join(parts)


def _musts(remarks: Sequence[RemarkView]) -> bool:
    return any(item.severity == MUST for item in remarks)


def _opening(title: str, goes_back: bool) -> str:
    if goes_back:
        words = gettext("Thank you for “%(title)s”. Before it can be published, please mend this.")
    else:
        words = gettext("Thank you for “%(title)s”. It is ready for the library.")
    return words % {"title": title}


def _headings() -> dict[str, str]:
    return {
        MUST: gettext("This must be mended:"),
        SHOULD: gettext("This should be mended:"),
        NOTE: gettext("For your consideration:"),
    }


def _lines(remarks: Sequence[RemarkView]) -> list[str]:
    """Return a line a remark, those of one place together, in the order of their first remark."""
    places: dict[str, list[str]] = {}
    for item in remarks:
        places.setdefault(item.place, []).append(" ".join(item.text.split()))
    lines = []
    for place, texts in places.items():
        if not place:
            lines += [f"{BULLET}{text}" for text in texts]
        elif len(texts) == 1:
            lines.append(f"{BULLET}{place}: {texts[0]}")
        else:
            lines += [f"{BULLET}{place}:", *(f"   {BULLET}{text}" for text in texts)]
    return lines


def joined(typed: str, draft: str) -> str:
    """Return the draft after what is typed already; nothing typed is lost, nothing said twice."""
    if not typed.strip():
        return draft
    return typed if draft in typed else f"{typed.rstrip()}\n\n{draft}"
