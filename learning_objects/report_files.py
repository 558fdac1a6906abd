"""A report as a table for other programs: CSV and XLSX."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from core.api import defuse
from learning_objects.data import KIND_LABELS
from learning_objects.models import AuthorReport


def report_rows(facts: dict[str, Any]) -> list[list[Any]]:
    """Return the heading and a line for each object."""
    head = [
        _("Title"),
        _("Kind"),
        _("Topics"),
        _("Versions in the period"),
        _("Uses"),
        _("Ratings"),
        _("Mean rating"),
        _("Reviews"),
        _("Thanks"),
        _("Copies of their own"),
    ]
    return [head, *(_line(row) for row in facts["objects"])]


def _line(row: dict[str, Any]) -> list[Any]:
    versions = [f"{version['number']} ({version['day']})" for version in row["versions"]]
    return [
        row["title"],
        str(KIND_LABELS.get(row["kind"], row["kind"])),
        "; ".join(row["topics"]),
        ", ".join(versions),
        row["uses"],
        row["ratings"],
        "" if row["mean"] is None else row["mean"],
        row["reviews"],
        row["thanks"],
        row["forks"],
    ]


def _seal(report: AuthorReport) -> list[list[Any]]:
    """Return the lines that let the city check the table."""
    return [
        [_("Author"), report.facts["author"]["name"]],
        [_("Period"), f"{report.since.isoformat()} — {report.until.isoformat()}"],
        [_("Made on"), report.made_at.isoformat(timespec="seconds")],
        [_("Code for checking"), report.code],
        [_("Digest (SHA-256)"), report.digest],
    ]


def report_csv(report: AuthorReport) -> bytes:
    """Return the report as CSV in UTF-8 with the mark that spreadsheets ask for."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in [*report_rows(report.facts), [], *_seal(report)]:
        writer.writerow([_harmless(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    return defuse(value) if isinstance(value, str) else value


def report_xlsx(report: AuthorReport) -> bytes:
    """Return the report as a workbook; texts are texts, whatever they begin with."""
    book = Workbook()
    sheet = book.active
    for row in [*report_rows(report.facts), [], *_seal(report)]:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
