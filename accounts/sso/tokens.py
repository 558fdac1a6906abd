"""The identity token of a single sign-on: everything about it is checked, every time."""

from __future__ import annotations

from typing import Any

import jwt

# Only signatures that need the provider's private key: with "none" or a shared secret anybody who
# has our client secret, or nothing at all, could make a token.
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
LEEWAY = 60  # seconds by which two clocks may differ
MAX_AGE = 3600  # seconds: an older token was not made for this sign-in


class TokenRefused(Exception):
    """The identity token is forged, expired, meant for somebody else or for another sign-in."""


def read_identity(
    token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """Return the claims of ``token`` after checking signature, issuer, audience, time and nonce.

    ``keys`` is the provider's JWK set. Source: OpenID Connect Core 1.0, 3.1.3.7. Raises
    :class:`TokenRefused`.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key_of(token, keys),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenRefused(str(error)) from error
    _check_party(claims, client_id)
    if not nonce or claims.get("nonce") != nonce:
        raise TokenRefused("the nonce is not the one of this sign-in")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise TokenRefused("the subject is empty")
    return claims


def _key_of(token: str, keys: dict[str, Any]) -> Any:
    """Return the key that the token names; without a name there must be only one."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise TokenRefused(f"signature {header.get('alg')!r} is not accepted")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use != "enc"]
    named = [key for key in usable if "kid" not in header or key.key_id == header["kid"]]
    if len(named) != 1:
        raise TokenRefused("the provider has no such key")
    return named[0].key


def _check_party(claims: dict[str, Any], client_id: str) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    if (several and party is None) or (party is not None and party != client_id):
        raise TokenRefused("the token was made for another site")
