"""``manage.py check_rules``: the institute's rules into a file and out of one."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.api import now
from moderation import api
from moderation.errors import WrongRule
from moderation.queries import all_check_rules


class Command(BaseCommand):
    """Ensure, export, import or restore the rules."""

    help = "The institute's rules for drafts: ensure, export FILE, import FILE, restore."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["ensure", "export", "import", "restore"])
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked and say what came of it."""
        if options["verb"] in {"export", "import"} and options["file"] is None:
            raise CommandError("name the file")
        try:
            words = getattr(self, f"_{options['verb']}")(options["file"])
        except WrongRule as wrong:
            raise CommandError("\n".join(wrong.faults)) from wrong
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(words))

    def _ensure(self, _file: Path | None) -> str:
        return f"check rules: {api.ensure_check_rules(now=now())} loaded"

    def _export(self, file: Path) -> str:
        data = api.rules_as_json(all_check_rules())
        file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return f"check rules: {len(data['rules'])} written"

    def _import(self, file: Path) -> str:
        rules = api.read_rules(json.loads(file.read_text(encoding="utf-8")))
        return f"check rules: {len(api.import_rules(rules=rules, by=None, now=now()))} changed"

    def _restore(self, _file: Path | None) -> str:
        changed = api.import_rules(rules=api.shipped_rules(), by=None, now=now())
        return f"check rules: {len(changed)} restored"
