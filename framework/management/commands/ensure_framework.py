"""``manage.py ensure_framework``: the framework of a new installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.api import now
from framework.api import ensure_framework, import_shipped
from framework.errors import FrameworkFileError
from framework.reports import report_lines


class Command(BaseCommand):
    """Import the federal programmes of the shared data, else the starter; skip when present."""

    help = "Give a new installation its framework: shared data when present, else the starter."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.SHARED_DATA_DIR / "framework" / "frp-2025"
        try:
            report = ensure_framework(folder=folder, by=None, now=now())
        except FrameworkFileError as error:
            raise CommandError(" ".join([str(error), _("Nothing was imported.")])) from error
        if report is None:
            self.stdout.write(_("The framework is here already."))
        else:
            for line in report_lines(report):
                self.stdout.write(line)
        for key in import_shipped(by=None, now=now()):
            self.stdout.write(key)
