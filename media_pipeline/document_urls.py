"""Addresses of documents, under the name by which Wagtail links to them."""

from __future__ import annotations

from django.urls import re_path

from media_pipeline.views import document_file

# In place of ``wagtail.documents.urls``: its view sends a file that browsers open in place, under a
# uuid for a name, and cannot be told otherwise. The password page of collections is not mounted.
urlpatterns = [re_path(r"^(\d{1,18})/([^/]*)$", document_file, name="wagtaildocs_serve")]
