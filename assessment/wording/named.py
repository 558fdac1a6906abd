"""Names of codes that stand in the words of problems: kinds of interactions, modes, tolerances."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment.interaction_names import INTERACTION_NAMES

Names = Mapping[str, str | Promise]

SCORINGS: dict[str, str | Promise] = {
    "all_or_nothing": _("all or nothing"),
    "net_correct": _("right minus wrong"),
    "weights": _("by the weights of the options"),
    "per_right": _("for each right option"),
    "minus_one_per_error": _("a point less for each error"),
    "per_pair": _("for each pair"),
    "per_position": _("for each sign in its place"),
    "exact": _("the whole order"),
    "position": _("for each thing in its place"),
    "longest": _("by the longest part in the right order"),
    "run": _("by the longest run of the key"),
    "pairs": _("for each pair in the right order"),
    "next": _("for each right neighbour that follows"),
    "next_and_last": _("for each right neighbour that follows, and the last"),
    "neighbours": _("for both neighbours of each thing"),
    "distance": _("by the distance from the right place"),
}
TOLERANCES: dict[str, str | Promise] = {
    "absolute": _("by a distance"),
    "relative": _("by a share of the number"),
    "significant_figures": _("to significant figures"),
    "decimal_places": _("to decimal places"),
}
# As the Russian Moodle calls the types of its questions.
MOODLE_TYPES: dict[str, str | Promise] = {
    "shortanswer": pgettext_lazy("Moodle question", "short answer"),
    "match": pgettext_lazy("Moodle question", "matching"),
    "cloze": pgettext_lazy("Moodle question", "embedded answers"),
}
_KINDS: Names = {**INTERACTION_NAMES, "text": _("text without a question")}
# Where a code stands in the words: elsewhere the same name is of the file, as it stands there.
_NAMED: dict[str, dict[str, Names]] = {
    "formats.not-expressible": {"kind": _KINDS},
    "formats.changed-kind": {"kind": _KINDS, "into": MOODLE_TYPES},
    "formats.moodle.scoring": {"scoring": SCORINGS},
    "formats.moodle.tolerance": {"kind": TOLERANCES},
}


def with_names(code: str, params: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of a problem with names in the place of our codes."""
    known = _NAMED.get(code, {})
    return {
        name: str(known[name].get(value, value)) if name in known else value
        for name, value in params.items()
    }
