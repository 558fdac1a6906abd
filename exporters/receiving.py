"""From the file of an object to the record that ``learning_objects`` takes over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from exporters.staging import AssetKey
from learning_objects.data import AssetLink, ObjectRecord, OriginFacts, VersionRecord


def record_of(raw: dict[str, Any], ids: Mapping[AssetKey, int]) -> ObjectRecord:
    """Return the record of an object's file; ``ids`` are those of the assets here."""
    origin, withdrawn = raw["origin"], raw["withdrawn"]
    return ObjectRecord(
        uuid=UUID(raw["uuid"]),
        kind=raw["kind"],
        origin=OriginFacts(UUID(origin["uuid"]), origin["address"].rstrip("/"), origin["title"]),
        withdrawn_at=datetime.fromisoformat(withdrawn["at"]) if withdrawn else None,
        withdrawn_reason=withdrawn["reason"] if withdrawn else "",
        versions=tuple(_version(item, ids) for item in raw["versions"]),
    )


def _version(raw: dict[str, Any], ids: Mapping[AssetKey, int]) -> VersionRecord:
    return VersionRecord(
        number=raw["number"],
        digest=raw["digest"],
        kind=raw["kind"],
        content=raw["content"],
        authors=raw["authors"],
        institute_uuid=UUID(raw["institute"]["uuid"]),
        institute_title=raw["institute"]["title"],
        decision_uuid=UUID(raw["decision"]),
        moderator_uuid=UUID(raw["moderator"]),
        published_at=datetime.fromisoformat(raw["published_at"]),
        assets=tuple(_link(asset, ids) for asset in raw["assets"]),
    )


def _link(asset: dict[str, Any], ids: Mapping[AssetKey, int]) -> AssetLink:
    """Return the link of an asset; a file that was lost keeps a number that nothing here has."""
    lost = -asset["id"]
    if asset["uuid"] is None:
        return AssetLink(asset["code"], asset["id"], lost)
    key = (asset["code"], UUID(asset["uuid"]), asset["sha256"])
    return AssetLink(asset["code"], asset["id"], ids.get(key, lost))
