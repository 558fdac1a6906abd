"""How allauth's second factors behave here."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from typing import Any

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from accounts.second_factor.policy import is_last_factor, needs_second_factor

SALT = b"accounts.second_factor:"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Words of ours, secrets encrypted in the database, no way out of a required factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Add another one first, then remove this one."
        ),
        "incorrect_code": _(
            "The code does not fit. Codes change every half a minute: type the newest one, and "
            "check that the clock of the phone is right."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt with a key made from ``SECRET_KEY``: a stolen database gives no codes."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Undo :meth:`encrypt`; keys of ``SECRET_KEY_FALLBACKS`` are tried too."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_label(self, user: Any) -> str:
        """Name the account by its login, which everybody has."""
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code on white: cameras cannot read it on the dark theme."""
        stream = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(stream)
        return stream.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to leave a person without a factor that their role needs."""
        owner: User = authenticator.user
        return not (needs_second_factor(owner) and is_last_factor(authenticator))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """Suggest a name for a new passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(force_bytes(text))) for text in keys])


def _key(secret: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(SALT + secret).digest())
