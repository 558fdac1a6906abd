"""The gate before Wagtail's admin ("the studio").

Teachers meet one screen of Wagtail: the editor, with its choosers. Everything else of the stock
admin (page explorer, snippet lists, reports, users, workflow settings) answers 404 to everybody;
what of it people need has its own place on the site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from accounts.api import may

# Names of admin addresses that stay open to those who write; behind each the permission policies
# of the model still answer for the instance.
OPEN_NAMES = frozenset(
    {
        "wagtailadmin_dismissibles",
        "wagtailadmin_block_preview",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_anchor_link",
    }
)
OPEN_NAMESPACES = frozenset(
    {
        "studio_objects",
        "wagtailadmin_editing_sessions",
        "wagtailimages",
        "wagtailimages_chooser",
        "wagtaildocs",
        "wagtaildocs_chooser",
    }
)
# Inside an open namespace: renditions on demand are not for editors. Their size stands in the
# address, and one picture at a thousandfold would take all the memory of the machine.
CLOSED_NAMES = frozenset({"url_generator", "url_generator_output", "preview"})
# Static parts of the admin, the same for everyone and without data.
PUBLIC_NAMES = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
REDIRECTS = {
    "wagtailadmin_home": "cabinet:list",
    "wagtailadmin_login": "account_login",
    "wagtailadmin_logout": "account_logout",
    "wagtailadmin_account": "accounts:profile",
    "wagtailadmin_password_reset": "account_reset_password",
    "wagtailadmin_password_reset_done": "account_reset_password",
    "wagtailadmin_password_reset_confirm": "account_reset_password",
    "wagtailadmin_password_reset_complete": "account_login",
}


def _hide_refusal(response: HttpResponse) -> HttpResponse:
    """Turn Wagtail's refusal (back to the admin's home) into 404: else it tells what exists."""
    if response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home"):
        raise Http404
    return response


def studio_gate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Open an admin view only when its address is listed, and give it the admin's policy."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match = request.resolver_match
        name, namespace = (match.url_name or "", match.namespace) if match else ("", "")
        if not namespace and name in REDIRECTS:
            return HttpResponseRedirect(reverse(REDIRECTS[name]))
        if not namespace and name in PUBLIC_NAMES:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        opened = namespace in OPEN_NAMESPACES or (not namespace and name in OPEN_NAMES)
        if not opened or name in CLOSED_NAMES or not may(request.user, "learning_objects.create"):
            raise Http404
        return _hide_refusal(view(request, *args, **kwargs))

    return csp_replace(settings.STUDIO_CONTENT_SECURITY_POLICY)(gate)
