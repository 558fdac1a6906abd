"""The report of a CASE import in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from framework.actions.importing_case import CaseReport
from framework.case.data import (
    CUT,
    KEPT_ASSOCIATION,
    NO_PARENT,
    REPEATED_ASSOCIATION,
    SECOND_PARENT,
    UNKNOWN_ITEM,
    UNKNOWN_MEMBER,
)
from framework.reports import report_lines

NAMES_SHOWN = 20
REASONS = {
    UNKNOWN_MEMBER: gettext_lazy("Members that CASE does not have, left out"),
    NO_PARENT: gettext_lazy("Items without a place in the tree, put at its end"),
    SECOND_PARENT: gettext_lazy("Items with a second parent, which is kept for export only"),
    UNKNOWN_ITEM: gettext_lazy("Items that associations name and the package does not have"),
    REPEATED_ASSOCIATION: gettext_lazy("Associations that are repeated, left out"),
    KEPT_ASSOCIATION: gettext_lazy("Associations that are kept for export only"),
    CUT: gettext_lazy("Texts that were shortened here and go out whole"),
}


def case_lines(report: CaseReport) -> Iterator[str]:
    """Yield the lines that a command prints about ``report``."""
    yield _("Framework “%(key)s”, edition “%(label)s”.") % {
        "key": report.key,
        "label": report.edition,
    }
    yield from report_lines(report.nodes)
    if report.crosswalks:
        yield (
            ngettext("%d new crosswalk", "%d new crosswalks", report.crosswalks) % report.crosswalks
        )
    if report.successions:
        yield (
            ngettext("%d node was replaced", "%d nodes were replaced", report.successions)
            % report.successions
        )
    for reason, names in report.left_out.items():
        yield f"{REASONS[reason]} ({len(names)}): {_listed(names)}"


def _listed(names: list[str]) -> str:
    shown = "; ".join(names[:NAMES_SHOWN])
    return f"{shown}; …" if len(names) > NAMES_SHOWN else shown
