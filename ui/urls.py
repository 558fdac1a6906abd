"""Addresses of the style guide; mounted only while developing (``DEBUG``)."""

from __future__ import annotations

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [
    path("", views.show_styleguide, name="styleguide"),
    path("<int:code>/", views.show_error, name="error"),
]
