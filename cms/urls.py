"""All addresses of the site; each package's own ``urls.py`` is mounted here."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import urlpatterns as i18n_urlpatterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms import views
from cms.rest import api
from cms.studio import studio_gate

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("cabinet/", include("cms.cabinet_urls")),
    path("review/", include("moderation.urls")),
    path("search/", include("search.urls")),
    path("people/", include("accounts.urls")),
    path("framework/", include("framework.urls")),
    path(f"{settings.MEDIA_URL.strip('/')}/", include("media_pipeline.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("accounts.sign_in_urls")),
    path("language/", include(i18n_urlpatterns)),
    path("api/v1/", api.urls),
    path("studio/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, studio_gate))),
    path("", include("learning_objects.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("ui/", include("ui.urls")))  # the style guide
