"""``manage.py seed_demo``: the demo library, or very many plausible objects for measurements."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.demo.people import LoginTaken
from cms.demo.scale import grow_library
from cms.demo.seeding import SeedReport, seed_demo
from cms.demo.topics import UnknownTopic
from core.api import now


class Command(BaseCommand):
    """Make the demo people and objects through the actions that people use."""

    help = "Make the demo people and objects; what is there already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--scale``."""
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="also bring the number of generated, published objects up to N",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, and say what was made."""
        # Wagtail logs a line for every revision; the report would drown in them.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        try:
            report = seed_demo(now=now(), tell=lambda title: self.stdout.write(f"  {title}"))
        except UnknownTopic as error:
            text = _("The framework has no topic “%(topic)s”. Run ensure_framework first.")
            raise CommandError(text % {"topic": error}) from error
        except LoginTaken as error:
            text = _("The login “%(login)s” belongs to a real person; nothing was made.")
            raise CommandError(text % {"login": error.login}) from error
        self._tell(report)
        if options["scale"] > 0:
            self._grow(options["scale"])

    def _tell(self, report: SeedReport) -> None:
        if not report.people and not report.objects and not report.lessons:
            self.stdout.write(_("The demo library is here already; nothing was changed."))
            return
        if report.objects:
            text = ngettext(
                "%(number)d object was made.", "%(number)d objects were made.", report.objects
            )
            self.stdout.write(text % {"number": report.objects})
        if report.lessons:
            text = ngettext(
                "%(number)d lesson was planned in the demo school.",
                "%(number)d lessons were planned in the demo school.",
                report.lessons,
            )
            self.stdout.write(text % {"number": report.lessons})
        if report.people:
            text = ngettext(
                "%(number)d person was made; the password is in %(path)s.",
                "%(number)d people were made; the passwords are in %(path)s.",
                report.people,
            )
            self.stdout.write(text % {"number": report.people, "path": report.accounts})

    def _grow(self, count: int) -> None:
        for step in grow_library(count=count, now=now()):
            text = _("%(done)d of %(count)d objects, %(rate).0f a second")
            rate = step.done_now / step.seconds if step.seconds else 0.0
            self.stdout.write(text % {"done": step.done, "count": count, "rate": rate})
