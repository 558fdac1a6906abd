"""Licences (SPDX identifiers) in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence: SPDX id, short name, what it lets people do, the address of its text."""

    spdx: str
    name: str
    words: str | Promise
    url: str


LICENCES: tuple[Licence, ...] = (
    Licence(
        "CC-BY-4.0",
        "CC BY 4.0",
        _("Use, change and share, also commercially; name the author."),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    Licence(
        "CC-BY-SA-4.0",
        "CC BY-SA 4.0",
        _("Use, change and share under the same licence; name the author."),
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    Licence(
        "CC-BY-NC-4.0",
        "CC BY-NC 4.0",
        _("Use, change and share without profit; name the author."),
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    Licence(
        "CC-BY-NC-SA-4.0",
        "CC BY-NC-SA 4.0",
        _("Use, change and share without profit under the same licence; name the author."),
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    Licence(
        "CC-BY-ND-4.0",
        "CC BY-ND 4.0",
        _("Use and share unchanged; name the author."),
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    Licence(
        "CC0-1.0",
        "CC0 1.0",
        _("Use, change and share without conditions."),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
)

BY_SPDX = {licence.spdx: licence for licence in LICENCES}
LICENCE_CHOICES = [(licence.spdx, licence.name) for licence in LICENCES]

# Under which licences something made from a work of each licence may be published, by the
# adapter's licence chart of Creative Commons (wiki.creativecommons.org, "CC licence compatibility"
# and the FAQ "If I derive or adapt material…"): ShareAlike stays as it is, NonCommercial stays in,
# NoDerivatives lets nothing be made from it. CC0 is a work without conditions, not a licence that
# others' works can be put under. NoDerivatives for what is made from BY and CC0 is allowed there.
DERIVED = {
    "CC0-1.0": frozenset(BY_SPDX),
    "CC-BY-4.0": frozenset(BY_SPDX) - {"CC0-1.0"},
    "CC-BY-SA-4.0": frozenset({"CC-BY-SA-4.0"}),
    "CC-BY-NC-4.0": frozenset({"CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"}),
    "CC-BY-NC-SA-4.0": frozenset({"CC-BY-NC-SA-4.0"}),
    "CC-BY-ND-4.0": frozenset[str](),
}


def licence_name(spdx: str) -> str:
    """Return «CC BY 4.0» for ``CC-BY-4.0``; an id that the library does not know, as it is."""
    return BY_SPDX[spdx].name if spdx in BY_SPDX else spdx


def open_licences(spdx: str) -> tuple[Licence, ...]:
    """Return the licences open to what is made from a work under ``spdx``, in the usual order."""
    allowed = derived_licences(spdx)
    return tuple(licence for licence in LICENCES if licence.spdx in allowed)


def derived_licences(spdx: str) -> frozenset[str]:
    """Return the licences open to what is made from a work under ``spdx``; none when unknown."""
    return DERIVED.get(spdx, frozenset())
