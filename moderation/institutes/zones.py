"""Time zones of Russia by the city that people know them by, from west to east."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ZONE_LABELS: dict[str, str | Promise] = {
    "": _("the clock of the library"),
    "Europe/Kaliningrad": _("Kaliningrad, Moscow −1 h"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Samara": _("Samara, Moscow +1 h"),
    "Asia/Yekaterinburg": _("Yekaterinburg, Moscow +2 h"),
    "Asia/Omsk": _("Omsk, Moscow +3 h"),
    "Asia/Novosibirsk": _("Novosibirsk, Moscow +4 h"),
    "Asia/Krasnoyarsk": _("Krasnoyarsk, Moscow +4 h"),
    "Asia/Irkutsk": _("Irkutsk, Moscow +5 h"),
    "Asia/Yakutsk": _("Yakutsk, Moscow +6 h"),
    "Asia/Vladivostok": _("Vladivostok, Moscow +7 h"),
    "Asia/Magadan": _("Magadan, Moscow +8 h"),
    "Asia/Kamchatka": _("Kamchatka, Moscow +9 h"),
}
