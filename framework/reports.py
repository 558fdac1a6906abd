"""An import report in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.data import ImportReport


def report_lines(report: ImportReport) -> Iterator[str]:
    """Yield the lines that a command prints about ``report``."""
    yield ", ".join(_counts(report))
    if not report.changed:
        yield _("Nothing has changed: everything is the same as before.")
        return
    yield _(
        "New: %(created)d, changed: %(updated)d (with a new title: %(renamed)d), "
        "removed: %(removed)d, the same: %(same)d."
    ) % {
        "created": report.created,
        "updated": report.updated,
        "renamed": report.renamed,
        "removed": report.removed,
        "same": report.same,
    }


def _counts(report: ImportReport) -> Iterator[str]:
    yield ngettext("%d programme", "%d programmes", report.programmes) % report.programmes
    yield (
        ngettext("%d subject-grade", "%d subject-grades", report.subject_grades)
        % report.subject_grades
    )
    yield ngettext("%d section", "%d sections", report.sections) % report.sections
    yield ngettext("%d topic", "%d topics", report.topics) % report.topics
