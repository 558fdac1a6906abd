"""Which image or document here an asset of a package is, or is to become."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from core.api import derived_uuid
from exporters.models import ReceivedAsset
from exporters.schema import Asset
from exporters.staging import AssetKey, Stage
from media_pipeline.api import digests_of, existing_ids, restore_assets
from media_pipeline.data import ReceivedAsset as AssetRow

_BATCH = 400
CODES = ("image", "document")


def present_assets(assets: dict[AssetKey, Asset]) -> dict[AssetKey, int]:
    """Return the ids of those assets that are here already, with the very same bytes.

    They came with an earlier package, or this library made them and they come back.
    """
    found: dict[AssetKey, int] = {}
    for part in _parts(assets):
        rows = ReceivedAsset.objects.filter(asset_uuid__in={uuid for _code, uuid, _sha in part})
        for row in rows:
            found[row.code, row.asset_uuid, row.sha256] = row.asset_id
        # Only for those it knows nothing of: their files are read.
        rest = {(code, uuid) for code, uuid, sha256 in part if (code, uuid, sha256) not in found}
        found |= digests_of(rest)
    wanted = {key: pk for key, pk in found.items() if key in assets}
    for code in CODES:
        ids = {pk for key, pk in wanted.items() if key[0] == code}
        lost = ids - existing_ids(code=code, ids=ids)
        wanted = {key: pk for key, pk in wanted.items() if key[0] != code or pk not in lost}
    return wanted


def make_assets(
    stage: Stage, assets: dict[AssetKey, Asset], *, now: datetime
) -> dict[AssetKey, int]:
    """Make rows for the files of ``assets``, which are staged; returns their ids.

    The uuid stays what it was, unless a file with other bytes has it here.
    """
    keys = list(assets)
    used = digests_of({(code, uuid) for code, uuid, _sha in keys})
    taken = {(code, uuid) for code, uuid, _sha in used}
    uuids: dict[AssetKey, UUID] = {}
    for code, uuid, sha256 in keys:
        free = (code, uuid) not in taken
        taken.add((code, uuid))
        uuids[code, uuid, sha256] = uuid if free else derived_uuid("asset", str(uuid), sha256)
    rows = [
        AssetRow(stage.files[key], uuids[key], assets[key].title, assets[key].description)
        for key in keys
    ]
    made = restore_assets(rows, now=now)
    ids = {key: made[uuids[key]] for key in keys}
    ReceivedAsset.objects.bulk_create(
        (
            ReceivedAsset(code=code, asset_uuid=uuid, sha256=sha256, asset_id=ids[key])
            for key in keys
            for code, uuid, sha256 in [key]
        ),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code", "asset_uuid", "sha256"],
        update_fields=["asset_id"],
    )
    stage.release(stage.files[key] for key in keys)
    return ids


def _parts(assets: Iterable[AssetKey]) -> Iterable[list[AssetKey]]:
    keys = list(assets)
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
