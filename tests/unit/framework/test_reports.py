from django.utils import translation

from framework.data import ImportReport
from framework.reports import report_lines


def report(**changes):
    counts = dict.fromkeys(
        ["programmes", "subject_grades", "sections", "topics", "created", "updated"], 1
    ) | {"renamed": 0, "removed": 0, "same": 0}
    return ImportReport(**(counts | changes))


def test_numbers_and_nouns_agree():
    with translation.override("en"):
        lines = list(report_lines(report(topics=2)))
    assert lines[0] == "1 programme, 1 subject-grade, 1 section, 2 topics"
    assert "changed: 1" in lines[1]


def test_nothing_changed_is_said_so():
    with translation.override("en"):
        lines = list(report_lines(report(created=0, updated=0)))
    assert lines[1] == "Nothing has changed: everything is the same as before."
