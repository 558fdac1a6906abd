"""Addresses of ``bench.pages``: the site's own and the peer's."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms.urls import urlpatterns as site_urls

urlpatterns = [path("peer/", include(wagtail_urls)), *site_urls]
