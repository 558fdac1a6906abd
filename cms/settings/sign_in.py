"""Settings of signing in: second factors, a single sign-on, sessions, invitations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.settings import env

# How long a one-time password and an invitation work.
ONE_TIME_PASSWORD_DAYS = env.number("ONE_TIME_PASSWORD_DAYS", 14)
INVITATION_DAYS = env.number("INVITATION_DAYS", 14)

# Second factors -------------------------------------------------------------------------------
# Who must have one where ``SECOND_FACTOR`` is "required": those who decide about others.
SECOND_FACTOR_ROLES = frozenset({"moderator", "chief_moderator", "administrator"})
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_TOLERANCE = 1  # half a minute each way: clocks of telephones differ
# Letters to an e-mail are no way in here, so an unconfirmed one endangers nothing.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "reauthenticate": "accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "accounts.forms.second_factor.SetUpAppForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.RenamePasskeyForm",
}

# Single sign-on (OpenID Connect), see docs/sign-in.md -------------------------------------------
OIDC_SERVER = env.text("OIDC_SERVER").rstrip("/")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET")
OIDC_NAME = env.text("OIDC_NAME") or _("the city's single sign-on")
OIDC_SCOPES = env.names("OIDC_SCOPES", "openid,profile,email")
# The claim that is compared with the number an administrator wrote beside a person.
OIDC_MATCH_CLAIM = env.text("OIDC_MATCH_CLAIM", "sub")
# Whom nobody has let in yet: "refuse", or "reader" (an account without roles).
OIDC_NEWCOMERS = env.text("OIDC_NEWCOMERS", "refuse")
SOCIALACCOUNT_ADAPTER = "accounts.sso.adapter.SsoAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = env.number("OIDC_TIMEOUT", 5)
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}  # the adapter builds the only one from ``OIDC_…``
