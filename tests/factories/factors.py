"""Second factors, made through allauth's own classes."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from accounts.api import User
from accounts.second_factor.adapter import SecondFactorAdapter

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(user: User, secret: str = SECRET) -> Authenticator:
    """Give ``user`` an authenticator app with a known secret, and recovery codes."""
    made = TOTP.activate(user, secret).instance
    RecoveryCodes.activate(user)
    return made


def code_of(secret: str = SECRET, *, later: int = 0) -> str:
    """Return what the app shows now, or ``later`` half-minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes_of(user: User) -> list[str]:
    """Return the unused recovery codes."""
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return kept.wrap().get_unused_codes()


def stored_secret(user: User) -> str:
    """Return the secret as it stands in the database."""
    return str(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])


def readable_secret(user: User) -> str:
    """Return the secret as the app knows it."""
    return SecondFactorAdapter().decrypt(stored_secret(user))
