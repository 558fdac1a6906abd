"""What every page of a school shows, in whatever package: its name, its rooms, the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import may
from school.data import SchoolOn
from school.models import School
from school.rules import ADMINISTER, APPOINT, SEE_ROSTER
from school.tabs import school_tabs


def school_frame(request: HttpRequest, where: SchoolOn, active: str) -> dict[str, Any]:
    """Return what every page of a school shows: its name, its rooms, what one may do."""
    user, shown = request.user, where.school
    own = [("classes", _("Classes"), "school:school")]
    if may(user, SEE_ROSTER, where):
        own.append(("people", _("People"), "school:people"))
    elif may(user, APPOINT, where):
        own.append(("people", _("Administrators"), "school:administrators"))
    more = [(code, str(tab.label), tab.url_name) for code, tab in school_tabs
            if tab.shown(user, where)]  # fmt: skip
    tabs = [
        (label, reverse(name, args=[shown.uuid]), code == active, None)
        for code, label, name in [*own, *more]
    ]
    may_administer = may(user, ADMINISTER, where)
    if may_administer:
        address = reverse("school:settings", args=[shown.uuid])
        tabs.append((_("Settings"), address, active == "settings", None))
    return {
        "school": shown,
        "today": where.day,
        "tabs": tabs,
        "may_administer": may_administer,
        "may_appoint": may(user, APPOINT, where),
        "crumbs": [(_("Schools"), reverse("school:schools")), (str(shown), "")],
    }


def school_crumbs(school_row: School, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of schools through ``school_row``."""
    home = (str(school_row), reverse("school:school", args=[school_row.uuid]))
    return [(_("Schools"), reverse("school:schools")), home, *more]
