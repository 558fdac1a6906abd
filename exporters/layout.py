"""Where things lie in a package: names below ``data/`` of the bag, and how they are written."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

# 2: a version names its publisher and whose suggestions it takes in.
FORMAT = 2
OLDEST_FORMAT = 1
PAYLOAD = "data/"
MANIFEST = "package.json"
NODES = "framework.json"
CRATE = "ro-crate-metadata.json"
ATTRIBUTIONS = {"ru": "ATTRIBUTION.ru.txt", "en": "ATTRIBUTION.en.txt"}

_OBJECT = re.compile(r"objects/[0-9a-f]{2}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json")


def object_name(uuid: UUID) -> str:
    """Return where the file of an object lies."""
    return f"objects/{uuid.hex[:2]}/{uuid}.json"


def uuid_of_name(name: str) -> UUID | None:
    """Return whose file ``name`` is, ``None`` when it is no object's."""
    found = _OBJECT.fullmatch(name)
    if found is None or object_name(UUID(found[1])) != name:
        return None
    return UUID(found[1])


def blob_name(sha256: str) -> str:
    """Return where the bytes with this digest lie."""
    return f"blobs/sha256/{sha256[:2]}/{sha256}"


def is_blob(name: str) -> bool:
    """Say whether ``name`` is that of some bytes."""
    return name.startswith("blobs/sha256/")


def to_json(value: Any) -> bytes:
    """Return JSON in the one form of packages: keys sorted, UTF-8, a line at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def moment(value: datetime) -> str:
    """Return a moment in UTC, to the microsecond, the same text for the same moment."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")
