"""Checking packages against the schemas of the shared data."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema


def _moment(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


def _uri(text: object) -> bool:
    return not isinstance(text, str) or bool(urlsplit(text).scheme)


def complaints(shared: Path, package: dict[str, Any], version: str) -> list[str]:
    """Return what is not valid in ``package``, with places; empty when all is well."""
    formats = jsonschema.FormatChecker(["uuid", "date"])
    formats.checks("date-time", raises=ValueError)(_moment)
    formats.checks("uri")(_uri)
    folder = shared / "framework" / "case-schema"
    if version == "1.0":
        schema = json.loads((folder / "case-v1p0-cfpackage-schema.json").read_text("utf-8"))
        # additionalProperties of the schema of 1.0 is a table of names, which says nothing.
        validator = jsonschema.Draft7Validator(schema, format_checker=formats)
    else:
        schema = json.loads((folder / "case-v1p1-cfpackage.json").read_text("utf-8"))
        validator = jsonschema.Draft201909Validator(schema, format_checker=formats)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(package)]
