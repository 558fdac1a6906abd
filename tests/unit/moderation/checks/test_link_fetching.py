from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from core.api import emit
from learning_objects.data import PUBLISHED_TOPIC
from moderation.checks import link_fetching
from moderation.checks.link_fetching import look_at_link, may_ask
from moderation.checks.link_states import (
    addresses_in,
    broken_among,
    keep_verdict,
    links_to_look_at,
    note_links,
)
from moderation.models import LinkState
from moderation.tasks import ask_for_what_waits, look_at_links
from tests.factories.check_rules import content_of, findings, text


class Site(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.seen.append(self.command + self.path)
        status, target = self.server.pages.get(self.path, (404, ""))
        self.send_response(405 if self.command == "HEAD" and self.path == "/get" else status)
        if target:
            self.send_header("Location", target)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    server.pages = {"/": (200, ""), "/get": (200, ""), "/gone": (410, ""), "/closed": (403, "")}
    server.seen = []
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_pages_that_open_that_do_not_and_that_do_not_say(site):
    assert look_at_link(f"{site.address}/").state == "fine"
    assert look_at_link(f"{site.address}/get").state == "fine"
    assert look_at_link(f"{site.address}/nothing").reason == "404"
    assert look_at_link(f"{site.address}/gone").state == "broken"
    assert look_at_link(f"{site.address}/closed").state == "unsure"
    assert "GET/get" in site.seen


def test_a_redirect_passes_the_same_gate(site):
    site.pages["/in"] = (302, "http://10.0.0.1/secret")
    site.pages["/meta"] = (302, "http://169.254.169.254/latest/meta-data/")
    site.pages["/file"] = (301, "file:///etc/passwd")
    site.pages["/on"] = (301, "/")
    site.pages["/round"] = (302, "/round")
    assert look_at_link(f"{site.address}/in").reason == "private"
    assert look_at_link(f"{site.address}/meta").reason == "private"
    assert look_at_link(f"{site.address}/file").reason == "address"
    assert look_at_link(f"{site.address}/on").state == "fine"
    assert look_at_link(f"{site.address}/round").reason == "redirects"


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1",  # noqa: S104
    "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_outside_tests_only_public_addresses_are_asked(address, settings):
    settings.LINK_CHECKS = "public"
    assert not may_ask(address)


def test_public_addresses_are_asked_at_their_own_ports_alone(settings):
    settings.LINK_CHECKS = "public"
    assert may_ask("93.184.216.34")
    assert may_ask("2606:2800:220:1:248:1893:25c8:1946")
    assert look_at_link("http://93.184.216.34:22/").reason == "port"
    assert look_at_link("http://127.0.0.1/").reason == "private"
    assert look_at_link("http://2130706433/").reason == "private"


@pytest.mark.parametrize(
    "address", ["ftp://a.ru/", "http://", "http://[x", "http://a b/", "javascript:1"]
)
def test_what_is_no_address_is_said_to_be_none(address):
    assert look_at_link(address).state in {"broken", "unsure"}


def test_a_site_that_is_silent_has_a_time_limit(site, monkeypatch):
    monkeypatch.setattr(link_fetching, "SECONDS", -1.0)
    assert look_at_link(f"{site.address}/").reason == "timeout"


@pytest.mark.django_db
def test_links_are_looked_at_in_the_background_and_told_when_known(site, now):
    address = f"{site.address}/lost"
    content = content_of(text(f'<a href="{address}">источник</a>'))
    assert addresses_in(content) == [address]
    assert note_links([address], now=now) == 1
    assert note_links([address], now=now) == 0
    assert findings("dead_links", content) == []
    look_at_links.call()
    assert list(broken_among([address])) == [address]
    (found,) = findings("dead_links", content)
    assert address in found.message
    assert links_to_look_at(now=now) == []


@pytest.mark.django_db
def test_silence_counts_as_broken_the_third_time(now):
    note_links(["http://127.0.0.1:9/"], now=now)
    link = LinkState.objects.get()
    for _time in range(3):
        assert link.state in {"waiting", "unsure"}
        keep_verdict(link, "unsure", "unreachable", now=now)
    assert link.state == "broken"
    keep_verdict(link, "fine", "", now=now)
    assert (link.state, link.failures) == ("fine", 0)


@pytest.mark.django_db
def test_a_link_is_looked_at_weekly_while_some_draft_has_it(now):
    note_links(["http://127.0.0.1:9/"], now=now)
    keep_verdict(LinkState.objects.get(), "fine", "", now=now)
    later = now + timedelta(days=200)
    assert len(links_to_look_at(now=now + timedelta(days=8))) == 1
    assert links_to_look_at(now=later) == []
    assert note_links(["http://127.0.0.1:9/"], now=later) == 0
    assert len(links_to_look_at(now=later)) == 1


@pytest.mark.django_db
def test_the_sweeper_wakes_what_no_save_has_woken(now):
    ask_for_what_waits()
    assert DBTaskResult.objects.count() == 0
    note_links(["http://127.0.0.1:9/"], now=now)
    emit(topic=PUBLISHED_TOPIC, key=str(uuid4()), now=now, payload={"number": 1})
    ask_for_what_waits()
    woken = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert {path.rpartition(".")[2] for path in woken} == {"keep_likeness", "look_at_links"}
