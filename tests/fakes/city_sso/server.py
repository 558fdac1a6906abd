"""The provider: ``python -m tests.fakes.city_sso.server FOLDER CALLBACK`` prints its port.

It signs people in by login and password, asks no consent, and checks PKCE, redirect addresses and
the client's secret as ``allauth.idp.oidc`` does. ``POST /control`` sets the claims of the next
tokens and a fault.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT_ID = "mesh-library"
CLIENT_SECRET = "a-secret-of-the-test"
LOGIN = "petrova"
PASSWORD = "Город-у-реки-77"
STATE: dict[str, Any] = {"fault": "", "claims": {}, "seen": {}}


def make_key() -> str:
    """Return a fresh private key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def configure(folder: Path) -> None:
    """Set up a Django of the provider's own."""
    settings.configure(
        SECRET_KEY="of-the-city",
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "city.sqlite3"}
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            f"{__name__}.Faults",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        LOGIN_URL="account_login",
        SESSION_COOKIE_NAME="city_session",
        CSRF_COOKIE_NAME="city_csrf",
        IDP_OIDC_PRIVATE_KEY=make_key(),
        IDP_OIDC_ADAPTER=f"{__name__}.CityAdapter",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )


class Faults:
    """Spoils what the provider answers, as the test asked."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        from django.http import HttpResponse, JsonResponse

        if request.path == "/control":
            STATE.update(json.loads(request.body))
            return JsonResponse(STATE)
        if request.path.endswith("/authorize"):
            STATE["seen"] = request.GET.dict()
        fault = STATE["fault"]
        if fault == "broken" and "/api/" in request.path:
            return HttpResponse("out of order", status=500)
        response = self.get_response(request)
        if request.path.endswith("/token") and fault in {"forged", "unsigned", "shared_secret"}:
            answer = json.loads(response.content)
            answer["id_token"] = spoil(answer["id_token"], fault)
            return JsonResponse(answer)
        return response


def spoil(token: str, fault: str) -> str:
    """Return the token changed, unsigned, or signed with what an attacker may know."""
    import jwt

    claims = jwt.decode(token, options={"verify_signature": False})
    if fault == "unsigned":
        return jwt.encode(claims, None, algorithm="none")
    if fault == "shared_secret":
        return jwt.encode(claims, CLIENT_SECRET * 2, algorithm="HS256")
    head, _body, signature = token.split(".")
    body = json.dumps({**claims, "sub": "1000"}).encode()
    return ".".join([head, base64.urlsafe_b64encode(body).decode().rstrip("="), signature])


def make_adapter() -> type:
    """Return the adapter; its base can be imported only after the set-up."""
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter

    class CityAdapter(DefaultOIDCAdapter):
        def get_claims(self, purpose: str, user: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
            claims = {"sub": f"city-{user.pk}", **STATE["claims"]}
            if purpose == "userinfo" and STATE["fault"] == "other_person":
                claims["sub"] = "city-999"
            return claims

        def get_user_by_sub(self, client: Any, sub: str) -> Any:
            from django.contrib.auth import get_user_model

            return get_user_model().objects.filter(pk=sub.removeprefix("city-")).first()

        def populate_id_token(self, id_token: dict[str, Any], *args: Any, **kwargs: Any) -> None:
            changes = {
                "expired": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
                "audience": {"aud": "another-site"},
                "issuer": {"iss": "https://elsewhere.example"},
                "nonce": {"nonce": "of-another-sign-in"},
            }
            id_token.update(changes.get(STATE["fault"], {}))

    return CityAdapter


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        return


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once: a browser keeps connections open."""

    daemon_threads = True


def main(folder: Path, callback: str) -> None:
    """Migrate, make the client and a person, print the port, serve until killed."""
    configure(folder)
    django.setup()
    globals()["CityAdapter"] = make_adapter()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    make_rows(callback)
    from django.core.wsgi import get_wsgi_application

    server = make_server(
        "127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet
    )
    print(server.server_port, flush=True)
    server.serve_forever()


def make_rows(callback: str) -> None:
    """Register the library as a client, and a teacher of the city."""
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model

    client = Client(
        id=CLIENT_ID,
        name="Library",
        scopes="openid\nprofile\nemail",
        redirect_uris=callback,
        skip_consent=True,
    )
    client.set_secret(CLIENT_SECRET)
    client.save()
    get_user_model().objects.create_user(LOGIN, password=PASSWORD)


def __getattr__(name: str) -> Any:
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import include, path

    return [
        path("", include("allauth.idp.urls")),
        path("accounts/", include("allauth.account.urls")),
    ]


if __name__ == "__main__":
    sys.modules["tests.fakes.city_sso.server"] = sys.modules["__main__"]
    __name__ = "tests.fakes.city_sso.server"
    main(Path(sys.argv[1]), sys.argv[2])
