"""What the site changes in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def keep_the_way_back(request: HttpRequest, items: list[Any]) -> None:
    """Show no explorer and no settings beside the editor: only the way back and one's files."""
    kept = [item for item in items if item.name in {"images", "documents"}]
    items[:] = [_link("cabinet", _("My materials"), "cabinet:list", "folder-open-inverse"), *kept]


def _link(name: str, label: Any, target: str, icon: str) -> MenuItem:
    return MenuItem(label, reverse(target), name=name, icon_name=icon, order=1)


@hooks.register("register_rich_text_features", order=100)  # type: ignore[untyped-decorator]
def link_outwards(features: Any) -> None:
    """Open the link dialog at an external address: there are no pages of Wagtail to choose from."""
    address = reverse_lazy("wagtailadmin_choose_page_external_link")
    choosers = {
        "pageChooser": address,
        "externalLinkChooser": address,
        "emailLinkChooser": reverse_lazy("wagtailadmin_choose_page_email_link"),
        "anchorLinkChooser": reverse_lazy("wagtailadmin_choose_page_anchor_link"),
    }
    feature = EntityFeature(
        {
            "type": "LINK",
            "icon": "link",
            "description": _("Link"),
            "attributes": ["url", "id", "parentId"],
            "allowlist": {"href": "^(http:|https:|mailto:|#|undefined$)"},
            "chooserUrls": choosers,
        },
        js=["wagtailadmin/js/page-chooser-modal.js"],
    )
    features.register_editor_plugin("draftail", "link", feature)
