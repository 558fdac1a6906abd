"""The proxy of ``deploy/nginx`` in front of the server: TLS, addresses, limits, files."""

from __future__ import annotations

import gzip
import http.client
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from wagtail.models import Collection

from tests.factories.media import make_document, make_image, stored_bytes
from tests.factories.people import make_user
from tests.integration.other_processes import ROOT, library_for_others
from tools.services.processes import free_port, listens, running

TEMPLATE = ROOT / "deploy" / "nginx" / "mesh.conf.template"
pytestmark = [
    pytest.mark.scaled,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL: make test-scaled"),
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is missing: make test-scaled"),
]
WRAPPER = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/mesh.conf;
}}
"""


class Site:
    """The running pair, asked from outside."""

    def __init__(self, http_port: int, https_port: int) -> None:
        self.http_port, self.https_port = http_port, https_port
        self.trust = ssl.create_default_context()
        self.trust.check_hostname, self.trust.verify_mode = False, ssl.CERT_NONE

    def ask(self, path: str, method: str = "GET", secure: bool = True, **headers: str):
        """Return the answer and its body."""
        link = (
            http.client.HTTPSConnection(
                "127.0.0.1", self.https_port, timeout=60, context=self.trust
            )
            if secure
            else http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=60)
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, headers={"Host": "library.test", **named})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer, body


def configure(folder: Path, **given: str) -> Path:
    """Write nginx's configuration from the template that containers use, and try it."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=library.test", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    text = Template(TEMPLATE.read_text(encoding="utf-8"))
    filled = text.safe_substitute(given, CERTIFICATES=str(folder))
    assert "${" not in filled
    (folder / "mesh.conf").write_text(filled, encoding="utf-8")
    path = folder / "nginx.conf"
    path.write_text(WRAPPER.format(folder=folder), encoding="utf-8")
    tried = subprocess.run(
        ["nginx", "-t", "-c", str(path)], capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
    return path


@pytest.fixture
def site(tmp_path: Path, settings) -> Iterator[Site]:
    data = tmp_path / "data"
    data.mkdir()
    web, plain, safe = free_port(), free_port(), free_port()
    endpoint = default_storage.endpoint_url
    environment = {
        **library_for_others(data),
        "DJANGO_SETTINGS_MODULE": "tests.integration.scaled.site_settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "library.test",
        "BASE_URL": "https://library.test",
        "INTERNAL_NETWORKS": "127.0.0.0/8",
        "S3_PREFIX": default_storage.location,
        "S3_PROXY_LOCATION": "/_s3/",
    }
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(web), "--workers", "1"),
        *("--log-level", "error", "cms.firstrun.web:application"),
    ]
    log = data / "web.log"
    conf = configure(
        data,
        WEB_ADDRESS=f"127.0.0.1:{web}",
        HTTP_LISTEN=f"127.0.0.1:{plain}",
        HTTPS_LISTEN=f"127.0.0.1:{safe}",
        S3_PROXY_LOCATION="/_s3/",
        S3_ENDPOINT_URL=endpoint,
        S3_HOST=endpoint.removeprefix("http://"),
        PACKAGE_MAX_MB="100",
    )
    environment["PYTHONPATH"] = str(ROOT)
    with (
        running("web", granian, log=log, answers=lambda: answers(web), environment=environment),
        running("nginx", ["nginx", "-c", str(conf)], log=log, answers=lambda: listens(safe)),
    ):
        yield Site(plain, safe)


def answers(port: int) -> bool:
    """Whether a worker of the server has loaded the site."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", "/healthz/")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


def test_the_library_behind_its_proxy(site: Site) -> None:
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    owner = make_user("author")
    document, image = make_document(by=owner), make_image(by=owner)
    signed_in, stranger = cookie_of(owner), cookie_of(make_user("teacher"))

    check_addresses(site)
    check_pages(site)
    check_limits(site)
    check_files(site, document, image, signed_in, stranger)


def cookie_of(user) -> str:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def check_addresses(site: Site) -> None:
    answer, _body = site.ask("/about/?x=1", secure=False)
    assert (answer.status, answer.headers["Location"]) == (301, "https://library.test/about/?x=1")
    for secure in (True, False):
        assert site.ask("/healthz/", secure=secure)[1] == b"ok\n"
    assert b"parts" not in site.ask("/readyz/")[1], "whoever comes through the proxy is a stranger"
    assert site.ask("/metrics")[0].status == 404
    assert site.ask("/about/", Host="evil.test")[0].status == 400


def check_pages(site: Site) -> None:
    answer, plain = site.ask("/about/")
    assert answer.status == 200
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Encoding"] is None
    packed, body = site.ask("/about/", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body)[:200] == plain[:200]
    assert len(body) < len(plain) / 2
    styles = sorted((ROOT / "ui" / "static" / "ui").rglob("*.css"))
    name = styles[0].relative_to(ROOT / "ui" / "static").as_posix()
    static, css = site.ask(f"/static/{name}")
    assert (static.status, css) == (200, styles[0].read_bytes())


def check_limits(site: Site) -> None:
    answer, _body = site.ask("/account/login/", "POST", Content_Length=str(61 * 1024**2))
    assert answer.status == 413
    statuses = {site.ask("/account/login/")[0].status for _ in range(60)}
    assert statuses == {200, 503}, "a flood is stopped at the proxy"


def check_files(site: Site, document, image, owner: str, stranger: str) -> None:
    answer, body = site.ask(document.url, Cookie=owner)
    assert (answer.status, body) == (200, stored_bytes(document))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in answer.headers if name.lower().startswith("x-a")]
    again, _none = site.ask(document.url, Cookie=owner, If_None_Match=answer.headers["ETag"])
    assert again.status == 304
    assert site.ask(document.url, "HEAD", Cookie=owner)[0].status == 200
    for cookie in (stranger, ""):
        assert site.ask(document.url, Cookie=cookie)[0].status == 404
    signed = default_storage.signed_path(document.file.name, "GET")
    assert site.ask(f"/_s3/{signed}")[0].status == 404, "nobody enters from outside"

    shown, pixels = site.ask(image.file.url)
    assert (shown.status, pixels) == (200, stored_bytes(image))
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    default_storage.delete(image.file.name)
    lost, told = site.ask(image.file.url)
    assert (lost.status, told) == (404, b"404\n")
    assert "immutable" not in (lost.headers["Cache-Control"] or "")
