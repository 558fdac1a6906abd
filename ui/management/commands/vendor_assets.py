"""``manage.py vendor_assets``: take the files that the pages need from ``node_modules``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ui.errors import VendorFilesMissing
from ui.vendor import can_cut_math_font, copy_vendor_files


class Command(BaseCommand):
    """Copy fonts, icons and htmx into the static files; does nothing the second time."""

    help = "Copy fonts, icons and htmx from node_modules into ui/static/ui/vendor (after npm ci)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = copy_vendor_files()
        except VendorFilesMissing as error:
            raise CommandError(
                f"{error}. Run `npm ci` first. The site also works without these files: "
                "with the fonts of the reader's machine, plain icons and whole-page loads."
            ) from error
        if not can_cut_math_font():
            self.stdout.write("no font for formulas: fonttools is not installed")
        self.stdout.write(f"copied: {', '.join(changed)}" if changed else "up to date")
