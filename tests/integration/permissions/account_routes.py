"""The addresses of people and of signing in."""

from __future__ import annotations

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    NOBODY,
    Case,
    Make,
    administrators,
    closed,
    everyone,
    signed_in,
)


def person(write: frozenset[str] = NOBODY) -> Make:
    """A page about the author, for administrators; changing is tried with no data."""
    return lambda world: Case(
        {"uuid": world.people["author"].uuid}, read=ADMINISTRATOR, write=write or ADMINISTRATOR
    )


PEOPLE: dict[str, Make] = {
    "accounts:people": administrators,
    "accounts:profile": signed_in,
    "accounts:create": administrators,
    "accounts:person": person(),
    "accounts:grant": person(),
    "accounts:revoke": person(),
    "accounts:suspend": person(),
    "accounts:restore": person(),
    "accounts:issue_password": person(),
    "accounts:invite": person(),
    "accounts:withdraw_invitation": person(),
    "accounts:reset_factors": person(),
    "accounts:number": person(),
    "accounts:merge": person(),
    "accounts:erase": person(),
    # One's own: there is no address that names somebody else's.
    "accounts:security": signed_in,
    "accounts:recovery_codes": signed_in,
    "accounts:download_codes": signed_in,
    "accounts:sessions": signed_in,
    "accounts:end_session": signed_in,
    "accounts:end_other_sessions": signed_in,
    "accounts:connect_sso": signed_in,
    "accounts:disconnect_sso": signed_in,
    # Invited people have no session yet.
    "accounts:join": everyone,
    "accounts:join_by_link": closed(code="abcd-efgh-jkmn"),
    "accounts:password_expired": everyone,
}

SIGN_IN: dict[str, Make] = {
    "account_login": everyone,
    "account_logout": everyone,
    "account_inactive": everyone,
    "account_reauthenticate": closed(),  # those who have no password; others in the package's tests
    "account_change_password": signed_in,
    "account_set_password": closed(),
    "account_reset_password": everyone,
    "account_reset_password_done": everyone,
    "account_reset_password_from_key": lambda world: Case({"uidb36": "1", "key": "x-y"}),
    "account_reset_password_from_key_done": everyone,
    # Nobody signs up, confirms an e-mail or signs in by a code here.
    "account_signup": closed(),
    "account_email": closed(),
    "account_email_verification_sent": closed(),
    "account_confirm_email": closed(key="abc"),
    "account_confirm_login_code": closed(),
}

SECOND_FACTORS: dict[str, Make] = {
    "mfa_authenticate": everyone,  # without a sign-in that has begun it leads to the sign-in
    "mfa_reauthenticate": closed(),  # those who have no factor
    "mfa_index": signed_in,
    "mfa_activate_totp": signed_in,
    "mfa_deactivate_totp": closed(),
    "mfa_view_recovery_codes": signed_in,
    "mfa_generate_recovery_codes": closed(),
    "mfa_download_recovery_codes": closed(),
    "mfa_list_webauthn": signed_in,
    "mfa_add_webauthn": signed_in,
    "mfa_login_webauthn": everyone,
    "mfa_reauthenticate_webauthn": closed(),
    "mfa_edit_webauthn": closed(pk=1),
    "mfa_remove_webauthn": closed(pk=1),
}

SINGLE_SIGN_ON: dict[str, Make] = {
    # None is set here: these answer as if they did not exist.
    "sso_login": closed(),
    "sso_callback": closed(),
    "sso_signed_out": everyone,
    "socialaccount_connections": closed(),
    "socialaccount_signup": closed(),
    "socialaccount_login_error": closed(),
    "socialaccount_login_cancelled": closed(),
}

ACCOUNTS: dict[str, Make] = {**PEOPLE, **SIGN_IN, **SECOND_FACTORS, **SINGLE_SIGN_ON}
