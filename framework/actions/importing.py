"""Importing the federal work programmes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.api import User, require
from framework.actions.storing import About, open_edition, store_tree
from framework.data import PROGRAMME, ImportReport
from framework.frp.files import read_programmes
from framework.models import FrameworkNode, FrameworkVersion
from framework.planning import ROOT_KEY, add_absent, assign_keys, plan_programmes
from framework.states import MANAGE

FEDERAL = About(
    key=ROOT_KEY,
    title="Федеральные рабочие программы",
    title_en="Federal Work Programmes",
    publisher="Институт содержания и методов обучения",
)
EDITION = "2025"
STARTER = Path(__file__).resolve().parents[1] / "starter"


class StarterWouldRemove(Exception):
    """The starter framework would replace a fuller one of ``programmes`` programmes."""

    def __init__(self, programmes: int) -> None:
        super().__init__(programmes)
        self.programmes = programmes


@transaction.atomic
def import_frp(
    *, path: Path, by: User | None, now: datetime, edition: str = EDITION
) -> ImportReport:
    """Make the edition's tree what the programme files at ``path`` say, and publish it.

    A folder is the whole framework: what is not in it goes. A file is one programme: the others
    stay. Importing the same again writes nothing. ``by`` is ``None`` for the system.

    Raises ``FrameworkFileError``, ``EditionClosed`` or ``NotAllowed``; nothing is then
    written.
    """
    if by is not None:
        require(by, MANAGE)
    programmes = read_programmes(path)
    opened = open_edition(FEDERAL, edition)
    present = opened.present.roots
    wanted = plan_programmes(programmes)
    if not path.is_dir():
        wanted = add_absent(wanted, present)
    assign_keys(wanted, present)
    return store_tree(opened, wanted, by=by, now=now)


def import_starter(*, by: User | None, now: datetime) -> ImportReport:
    """Import the starter framework of the repository.

    Raises :class:`StarterWouldRemove` when a fuller framework is there already.
    """
    stored = FrameworkNode.objects.filter(
        version__status=FrameworkVersion.Status.PUBLISHED, kind=PROGRAMME
    ).count()
    if stored > len(read_programmes(STARTER)):
        raise StarterWouldRemove(stored)
    return import_frp(path=STARTER, by=by, now=now)


def ensure_framework(*, folder: Path, by: User | None, now: datetime) -> ImportReport | None:
    """Give a new installation its framework; ``None`` when one is there already.

    The programmes in ``folder`` are taken when the folder exists, else the starter framework.
    """
    if FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED).exists():
        return None
    return import_frp(path=folder if folder.is_dir() else STARTER, by=by, now=now)
