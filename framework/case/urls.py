"""Addresses of the CASE service, mounted by ``cms`` under ``/ims/case/``."""

from __future__ import annotations

from django.urls import path, re_path

from framework.case import views

app_name = "case"

# The identifier is any text here: a bad one is answered in the words of CASE.
_ONE = "<str:version>/{}/<str:identifier>"

urlpatterns = [
    path("<str:version>/CFDocuments", views.list_documents, name="documents"),
    path(_ONE.format("CFDocuments"), views.show_document, name="document"),
    path(_ONE.format("CFPackages"), views.show_package, name="package"),
    path(_ONE.format("CFItems"), views.show_item, name="item"),
    path(_ONE.format("CFItemAssociations"), views.show_item_associations, name="item_associations"),
    path(_ONE.format("CFAssociations"), views.show_association, name="association"),
    re_path(r"^.*$", views.show_nothing, name="nothing"),
]
