"""Addresses of ``accounts``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from accounts import views
from accounts.sso import views as sso

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.people, name="people"),
    path("me/", views.profile, name="profile"),
    path("me/security/", views.security, name="security"),
    path("me/security/codes/", views.recovery_codes, name="recovery_codes"),
    path("me/security/codes/download/", views.download_codes, name="download_codes"),
    path("me/security/sso/connect/", sso.connect, name="connect_sso"),
    path("me/security/sso/disconnect/", sso.disconnect, name="disconnect_sso"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/sessions/end/", views.end_one, name="end_session"),
    path("me/sessions/end-others/", views.end_others, name="end_other_sessions"),
    path("join/", views.join, name="join"),
    path("join/expired/", views.password_expired, name="password_expired"),
    path("join/<str:code>/", views.join_by_link, name="join_by_link"),
    path("create/", views.create_person, name="create"),
    path("<uuid:uuid>/", views.person, name="person"),
    path("<uuid:uuid>/roles/grant/", views.grant, name="grant"),
    path("<uuid:uuid>/roles/revoke/", views.revoke, name="revoke"),
    path("<uuid:uuid>/suspend/", views.suspend, name="suspend"),
    path("<uuid:uuid>/restore/", views.restore, name="restore"),
    path("<uuid:uuid>/password/", views.issue, name="issue_password"),
    path("<uuid:uuid>/invite/", views.invite, name="invite"),
    path("<uuid:uuid>/invite/withdraw/", views.withdraw, name="withdraw_invitation"),
    path("<uuid:uuid>/second-factor/reset/", views.reset_second_factor, name="reset_factors"),
    path("<uuid:uuid>/number/", views.number, name="number"),
    path("<uuid:uuid>/merge/", views.merge, name="merge"),
    path("<uuid:uuid>/erase/", views.erase, name="erase"),
]
