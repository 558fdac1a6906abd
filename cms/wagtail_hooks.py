"""What the site changes in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def keep_the_way_back(request: HttpRequest, items: list[Any]) -> None:
    """Show no explorer and no settings beside the editor: only the way back and one's files."""
    kept = [item for item in items if item.name in {"images", "documents"}]
    items[:] = [_link("cabinet", _("My materials"), "cabinet:list", "folder-open-inverse"), *kept]


def _link(name: str, label: Any, target: str, icon: str) -> MenuItem:
    return MenuItem(label, reverse(target), name=name, icon_name=icon, order=1)
