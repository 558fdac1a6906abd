"""All addresses of the site; each package's own ``urls.py`` is mounted here."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms import views
from cms.operations.views import healthz, readyz, show_metrics
from cms.rest import api
from cms.studio import studio_gate

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("help/", views.help_page, name="help"),
    path("tour/", views.tour, name="tour"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz/", healthz, name="healthz"),
    path("readyz/", readyz, name="readyz"),
    path("metrics", show_metrics, name="metrics"),
    path("cabinet/", include("cms.cabinet_urls")),
    path("review/", include("moderation.urls")),
    path("calls/", include("moderation.commissions.urls")),
    path("search/", include("search.urls")),
    path("lessons/", include("journal.urls")),
    path("diary/", include("diary.urls")),
    path("people/", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("packages/", include("exporters.urls")),
    path("framework/", include("framework.urls")),
    path("items/", include("assessment.urls")),
    path("ims/case/", include("framework.case.urls")),
    path("schools/", include("school.urls")),
    path("timetable/", include("schedule.urls")),
    path(f"{settings.MEDIA_URL.strip('/')}/", include("media_pipeline.urls")),
    path("documents/", include("media_pipeline.document_urls")),
    path("account/", include("accounts.sign_in_urls")),
    # Choosing a language harms nobody, and a token would give every anonymous reader a cookie and
    # make every public page personal.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("api/v1/", api.urls),
    path("studio/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, studio_gate))),
    path("", include("learning_objects.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("ui/", include("ui.urls")))  # the style guide
