"""Editions on their way out: finding one, and writing it in a format."""

from __future__ import annotations

from typing import Any

from framework.actions.node_rows import read_present
from framework.case.data import V1P1
from framework.case.writing import write_case
from framework.frp.writing import write_programmes
from framework.models import FrameworkVersion
from framework.tables.writing import write_table


class NoSuchEdition(LookupError):
    """There is no framework of that key, or it has no such edition."""

    def __init__(self, key: str, edition: str) -> None:
        super().__init__(key, edition)
        self.key, self.edition = key, edition


def find_edition(key: str, edition: str = "") -> FrameworkVersion:
    """Return the edition of that label, or the published one. Raises :class:`NoSuchEdition`."""
    editions = FrameworkVersion.objects.select_related("framework").filter(framework__key=key)
    if edition:
        found = editions.filter(label=edition).first()
    else:
        found = editions.filter(status=FrameworkVersion.Status.PUBLISHED).first()
    if found is None:
        raise NoSuchEdition(key, edition)
    return found


def export_case(*, key: str, edition: str = "", version: str = V1P1) -> dict[str, Any]:
    """Return an edition as a CFPackage; see :func:`framework.case.writing.write_case`.

    Raises :class:`NoSuchEdition`.
    """
    return write_case(find_edition(key, edition), version)


def export_table(*, key: str, form: str, edition: str = "") -> bytes:
    """Return an edition as a table; ``form`` is ``"csv"`` or ``"xlsx"``.

    Raises :class:`NoSuchEdition`, ``CellTooLong`` (XLSX only).
    """
    return write_table(read_present(find_edition(key, edition)).roots, form)


def export_frp(*, key: str, edition: str = "") -> dict[str, dict[str, Any]]:
    """Return file name → programme, in the format in which the federal programmes come in.

    Raises :class:`NoSuchEdition`, ``framework.frp.writing.NotProgrammes``.
    """
    return write_programmes(read_present(find_edition(key, edition)).roots)
