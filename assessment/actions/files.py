"""Pictures and sounds of the bank: kept once for an owner, tied to the items that name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.api import User
from assessment.actions.storing import Prepared
from assessment.models import BankFile, BankItem, BankItemFile, ItemImport
from assessment.references import asked_names, names_in
from core.api import new_uuid
from media_pipeline.api import MediaImage, remove_received, remove_unused_files, restore_assets
from media_pipeline.data import DOCUMENT, IMAGE, ReceivedAsset, ReceivedFile

KEPT = timedelta(days=1)
_BATCH = 200
_MOST_SWEPT = 1_000


def keep_files(*, files: Sequence[dict[str, Any]], owner: User, now: datetime) -> None:
    """Make what ``ItemImport.files`` tells the owner's own; what the owner has already is removed.

    Belongs in the transaction that writes the items.
    """
    names = [file["name"] for file in files]
    # Locked, lest the sweep takes one of them between this and the tie to its item.
    had = BankFile.objects.select_for_update().filter(owner=owner, name__in=names)
    known = set(had.values_list("name", flat=True))
    received = [(file, _asset(file)) for file in files if file["name"] not in known]
    ids = restore_assets([asset for _file, asset in received], now=now) if received else {}
    _add_rows(
        [
            BankFile(
                owner=owner,
                name=file["name"],
                title=file["title"],
                code=file["code"],
                asset_id=ids[asset.uuid],
                size=file["size"],
                created_at=now,
            )
            for file, asset in received
        ],
        owner,
    )
    free = [file["path"] for file in files if file["name"] in known]
    if free:
        transaction.on_commit(lambda: remove_unused_files(free))


def _asset(file: dict[str, Any]) -> ReceivedAsset:
    kept = ReceivedFile(
        file["code"], file["path"], file["size"], file["sha1"], file["width"], file["height"]
    )
    return ReceivedAsset(kept, new_uuid(), file["title"])


def _add_rows(rows: list[BankFile], owner: User) -> None:
    """Write the rows; where two did so at once the later ones' assets go again."""
    BankFile.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    names = [row.name for row in rows]
    kept = {file.asset_id for file in BankFile.objects.filter(owner=owner, name__in=names)}
    for code in (IMAGE, DOCUMENT):
        late = [row.asset_id for row in rows if row.code == code]
        late = [pk for pk in late if pk not in kept]
        if late:
            remove_received(code=code, ids=late)


def link_files(written: Sequence[tuple[BankItem, Prepared]]) -> None:
    """Tie items to the files of their owners that they name; without files it asks nothing."""
    named = [(row, names, prepared) for row, prepared in written if (names := _names(prepared))]
    if not named:
        return
    wanted = {name for _row, names, _prepared in named for name in names}
    owners = {row.owner_id for row, *_ in named}
    files = {
        (file.owner_id, file.name): file
        for file in BankFile.objects.filter(owner_id__in=owners, name__in=wanted)
    }
    ties = BankItemFile.objects.filter(bank_item__in=[row.pk for row, *_ in named])
    known = {(tie.bank_item_id, tie.file_id): tie for tie in ties}
    fresh: list[BankItemFile] = []
    shown: list[int] = []
    for row, names, prepared in named:
        asked = asked_names(prepared.item)
        for file in (file for name in sorted(names) if (file := files.get((row.owner_id, name)))):
            tie = known.get((row.pk, file.pk))
            if tie is None:
                fresh.append(BankItemFile(bank_item=row, file=file, is_asked=file.name in asked))
            elif file.name in asked and not tie.is_asked:
                shown.append(tie.pk)
    BankItemFile.objects.bulk_create(fresh, batch_size=_BATCH)
    if shown:
        BankItemFile.objects.filter(pk__in=shown).update(is_asked=True)


def _names(prepared: Prepared) -> set[str]:
    return names_in(prepared.content)


def copy_files(*, stored: Any, bank_item: BankItem, to: User, now: datetime) -> None:
    """Give ``to`` the files that this content of the item names; the bytes are shared."""
    names = names_in(stored)
    if not names:
        return
    sources = BankFile.objects.filter(uses__bank_item=bank_item, name__in=names)
    BankFile.objects.bulk_create(
        [
            BankFile(
                owner=to,
                name=source.name,
                title=source.title,
                code=source.code,
                asset_id=source.asset_id,
                size=source.size,
                created_at=now,
            )
            for source in sources
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )


def move_files(*, kept: User, gone: User) -> None:
    """Give the files of one account to another; what both have is one of theirs afterwards."""
    known = {file.name: file for file in BankFile.objects.filter(owner=kept)}
    for file in BankFile.objects.filter(owner=gone):
        twin = known.get(file.name)
        if twin is None:
            file.owner = kept
            file.save(update_fields=["owner"])
            continue
        file.uses.update(file=twin)
        is_shared = file.asset_id == twin.asset_id
        file.delete()
        if not is_shared:
            _drop_assets([file])


def drop_imports(imports: Iterable[ItemImport]) -> None:
    """Forget files that nobody has put into the bank, with what they had set aside."""
    for staged in imports:
        # First the bytes: while the row stands, what it names can still be found.
        remove_unused_files(file["path"] for file in staged.files)
        staged.delete()


def sweep_files(*, now: datetime) -> int:
    """Remove what nobody needs any more: imports after their day, files that no item names.

    Returns how many of both went.
    """
    expired = list(ItemImport.objects.filter(created_at__lt=now - KEPT)[:_MOST_SWEPT])
    drop_imports(expired)
    return len(expired) + _drop_unnamed(now)


@transaction.atomic
def _drop_unnamed(now: datetime) -> int:
    ties = BankItemFile.objects.filter(file=OuterRef("pk"))
    unnamed = BankFile.objects.filter(~Exists(ties), created_at__lt=now - KEPT)
    # What an import has locked is about to be named.
    gone = list(unnamed.select_for_update(skip_locked=True)[:_MOST_SWEPT])
    BankFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    _drop_assets(gone)
    return len(gone)


def _drop_assets(gone: Sequence[BankFile]) -> None:
    """Remove the assets of files that are deleted, unless another owner's file has them."""
    for code in (IMAGE, DOCUMENT):
        ids = {file.asset_id for file in gone if file.code == code}
        if ids:
            needed = BankFile.objects.filter(code=code, asset_id__in=ids)
            remove_received(code=code, ids=ids - set(needed.values_list("asset_id", flat=True)))


def holds_asset(asset: Any) -> bool:
    """Say whether an asset is a file of somebody's bank: it is neither exchanged nor deleted."""
    code = IMAGE if isinstance(asset, MediaImage) else DOCUMENT
    return BankFile.objects.filter(code=code, asset_id=asset.pk).exists()
