"""The form of what a person chooses about mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from notices.data import FREQUENCIES, FREQUENCY_LABELS
from notices.kinds import groups
from notices.models import MailSettings
from notices.plans import frequencies_of, plan_of

ZONES = (
    *("Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk"),
    *("Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan"),
    "Asia/Kamchatka",
)
PREFIX = "group-"


class MailForm(forms.Form):
    """Whether, when and how often; a field for each group that some package registered."""

    is_on = forms.BooleanField(label=_("Send me digests by mail"), required=False)
    hour = forms.TypedChoiceField(
        label=_("At which hour"),
        coerce=int,
        choices=[(number, f"{number}:00") for number in range(24)],
    )
    zone = forms.ChoiceField(label=_("By which clock"), required=False)

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        plan, chosen = plan_of(user), frequencies_of(user)
        row = MailSettings.objects.filter(person=user).first()
        first = {"is_on": plan.is_on, "hour": plan.hour, "zone": row.zone if row else ""}
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = _zones(first["zone"], now)  # type: ignore[attr-defined]
        for code, group in groups:
            self.fields[f"{PREFIX}{code}"] = forms.ChoiceField(
                label=str(group.label),
                help_text=str(group.hint),
                choices=[(name, FREQUENCY_LABELS[name]) for name in FREQUENCIES],
                initial=chosen[code],
            )

    def choice(self) -> dict[str, Any]:
        """Return the arguments of ``choose_mail``."""
        found = self.cleaned_data
        return {
            "is_on": found["is_on"],
            "hour": found["hour"],
            "zone": found["zone"],
            "frequencies": {code: found[f"{PREFIX}{code}"] for code, _group in groups},
        }


def _zones(chosen: object, now: datetime) -> list[tuple[str, Any]]:
    names = [*ZONES, *([str(chosen)] if chosen and chosen not in ZONES else [])]
    library = _("the clock of the library")
    return [("", f"{library} ({_offset(settings.TIME_ZONE, now)})")] + [
        (name, f"{name} ({_offset(name, now)})") for name in names
    ]


def _offset(zone: str, now: datetime) -> str:
    text = now.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"UTC{text[:3]}:{text[3:]}"
