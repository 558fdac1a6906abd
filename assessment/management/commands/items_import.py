"""``manage.py items_import``: put the questions of a file into the item bank."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.api import User, get_user_by_login
from accounts.errors import NotAllowed
from assessment.actions.adding import ItemsRefused
from assessment.actions.bringing import Brought, KeyOf, look_through, with_folders
from assessment.actions.importing import set_aside
from assessment.actions.matching import match_items
from assessment.api import preview_items, write_import
from assessment.data import AddReport
from assessment.formats.exchange import FormatRefused, ReadFile, ReadItem
from assessment.formats.registry import FORMATS, MAX_BYTES, detect_format, read_items
from assessment.management.reporting import problem_lines, refusal_line, unreadable_line
from core.api import now


class Command(BaseCommand):
    """Read a file of any format and put its items into the bank of a person, all or none.

    A second import of a file of the same name revises its items. Questions that are refused are
    told and left out.
    """

    help = "Put the questions of a file (QTI, Moodle, GIFT, Aiken, table, text) into the bank."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, its format, whose items they become."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="", help="by default as the content shows"
        )
        parser.add_argument("--owner", default="", metavar="LOGIN", help="whose items they become")
        parser.add_argument("--dry-run", action="store_true", help="read and compare only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, tell what was not taken, and put the rest into the bank unless told otherwise."""
        path: Path = options["file"]
        file, format_name = _read(path, options["format"])
        owner = _owner(options["owner"]) if options["owner"] else None
        if owner is None and not options["dry_run"]:
            raise CommandError(_("Name the owner of the items: --owner LOGIN."))
        brought = look_through(with_folders(file), _keys_under(path.name))
        for line in problem_lines(brought.problems):
            self.stdout.write(line)
        count = len(brought.entries)
        taken = ngettext("%(count)d item can be taken", "%(count)d items can be taken", count)
        self.stdout.write(taken % {"count": count})
        if brought.files:
            words = ngettext(
                "%(count)d picture or sound comes along",
                "%(count)d pictures and sounds come along",
                len(brought.files),
            )
            self.stdout.write(words % {"count": len(brought.files)})
        if owner is not None:
            self._tell(_put(brought, path.name, format_name, owner, dry_run=options["dry_run"]))
        if options["dry_run"]:
            self.stdout.write(_("Nothing was changed (--dry-run)."))

    def _tell(self, report: AddReport) -> None:
        counts = Counter(line.outcome for line in report.lines)
        for line in report.lines:
            if line.reason:
                self.stdout.write(f"{line.outcome}: {line.place} {line.title} ({line.reason})")
        self.stdout.write(", ".join(f"{outcome}: {number}" for outcome, number in counts.items()))


def _read(path: Path, name: str) -> tuple[ReadFile, str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES >> 20)})
        content = path.read_bytes()
        format_name = name or detect_format(content)
        return read_items(content, format_name), format_name
    except FormatRefused as refusal:
        raise CommandError(refusal_line(refusal)) from refusal
    except OSError as error:
        raise CommandError(unreadable_line(error)) from error


def _owner(login: str) -> User:
    user = get_user_by_login(login)
    if user is None:
        raise CommandError(_("Nobody has the login “%(login)s”.") % {"login": login})
    return user


def _keys_under(name: str) -> KeyOf:
    """Give every item of a file a key of its own."""
    seen: Counter[str] = Counter()

    def key_of(found: ReadItem, number: int) -> str:
        key = f"{name[-60:]}#{found.source_id[:40] or number}"
        seen[key] += 1
        return key if seen[key] == 1 else f"{key}.{seen[key]}"

    return key_of


def _put(brought: Brought, name: str, format_name: str, owner: User, *, dry_run: bool) -> AddReport:
    try:
        if dry_run:
            entries = match_items(entries=brought.entries, format_name=format_name, by=owner)
            return preview_items(entries=entries, by=owner)
        staged = set_aside(brought=brought, name=name, format_name=format_name, by=owner, now=now())
        return write_import(staged=staged, by=owner, now=now())
    except ItemsRefused as refusal:
        reasons = ", ".join(
            f"{line.place} ({line.reason})" for line in refusal.report.lines if line.reason
        )
        raise CommandError(
            _("Nothing was changed; these cannot be taken: %(items)s") % {"items": reasons}
        ) from refusal
    except NotAllowed as error:
        raise CommandError(_("This person may not put items into the bank.")) from error
