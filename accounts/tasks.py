"""Work that must not hold up a request."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from accounts.actions.invitations import renew_code
from accounts.data import INVITATION_OPEN
from accounts.models import Invitation, User


@task()
def send_password_reset(user_id: int, language: str) -> None:
    """Write the letter with the link that sets a new password.

    The link is made here and not when it was asked for, so that it is kept nowhere; and the page
    that asks for it answers equally fast whether the account exists or not.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not user.email:
        return
    with translation.override(language or settings.LANGUAGE_CODE):
        context = {
            "person": user,
            "link": settings.BASE_URL + _reset_path(user),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = render_to_string("accounts/mail/reset_subject.txt", context).strip()
        body = render_to_string("accounts/mail/reset_body.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


@task()
def send_invitation(invitation_id: int) -> None:
    """Write the letter with the link of an open invitation; its code is made here."""
    open_ones = Invitation.objects.select_related("user").filter(state=INVITATION_OPEN)
    invitation = open_ones.filter(pk=invitation_id, user__is_active=True).first()
    if invitation is None or not invitation.user.email:
        return
    user, code = invitation.user, renew_code(invitation)
    with translation.override(user.language or settings.LANGUAGE_CODE):
        context = {
            "person": user,
            "link": settings.BASE_URL + reverse("accounts:join_by_link", kwargs={"code": code}),
            "days": settings.INVITATION_DAYS,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
        body = render_to_string("accounts/mail/invitation_body.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


def _reset_path(user: User) -> str:
    from allauth.account.utils import user_pk_to_url_str

    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
