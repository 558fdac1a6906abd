"""The sanitizer against hostile markup, generated from carriers × payloads."""

from __future__ import annotations

from itertools import product

import pytest

from core.api import clean_html
from core.html import ATTRIBUTES, TAGS
from tests.unit.ui.test_tex import look

SCRIPTS = ["alert(1)", "alert`1`", "top['al'+'ert'](1)", "fetch('//x')"]
HANDLERS = [
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "ontoggle",
    "onpointerover",
    "onanimationend",
    "ONERROR",
    "on\terror",
]
ELEMENTS = [
    "img src=x",
    "svg",
    "body",
    "details open",
    "input autofocus",
    "video src=x",
    "a href=/",
    "p",
    "math",
    "b/",
    "x",
]
ADDRESSES = [
    "javascript:{}",
    "JaVaScRiPt:{}",
    "java\tscript:{}",
    "java&#10;script:{}",
    "&#106;avascript:{}",
    " javascript:{}",
    "\x01javascript:{}",
    "vbscript:{}",
    "data:text/html,<script>{}</script>",
    "data:image/svg+xml,<svg onload={}>",
    "blob:{}",
    "file:///{}",
]
CARRIERS = [
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    '<img src="{}">',
    '<iframe src="{}"></iframe>',
    '<form action="{}"><button>x</button></form>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<math href="{}">x</math>',
    '<base href="{}">',
    '<meta http-equiv=refresh content="0;url={}">',
    '<link rel=stylesheet href="{}">',
    '<button formaction="{}">x</button>',
    '<a href="/ok" ping="{}">x</a>',
    '<blockquote cite="{}">x</blockquote>',
]
MUTATIONS = [
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
    "<select><style></select><script>alert(1)</script></style>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<p style="background:url(javascript:alert(1))" id=x class=y>',
    '<a href="/" target=_blank style=x>x</a>',
    "<img src=x\x00 onerror\x00=alert(1)>",
    '"><script>alert(1)</script>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    '<title><a title="</title><svg onload=alert(1)>">',
]
PAYLOADS = [
    *(
        f"<{element} {handler}={script}>"
        for element, handler, script in product(ELEMENTS, HANDLERS, SCRIPTS)
    ),
    *(
        carrier.format(address.format(script))
        for carrier, address, script in product(CARRIERS, ADDRESSES, SCRIPTS)
    ),
    *MUTATIONS,
]
NAMES = set().union(*ATTRIBUTES.values()) | {"rel"}


def test_no_payload_leaves_anything_that_runs() -> None:
    for payload in PAYLOADS:
        clean = clean_html(payload)
        seen = look(clean)
        assert seen.tags <= TAGS, payload
        assert seen.attributes <= NAMES, payload


@pytest.mark.parametrize("scheme", ["javascript", "vbscript", "data", "blob", "file"])
def test_no_address_of_a_forbidden_scheme_stays(scheme: str) -> None:
    for payload in PAYLOADS:
        for attribute in ('href="', 'src="'):
            _, found, value = clean_html(payload).partition(attribute)
            assert not (found and value.lstrip().lower().startswith(scheme)), payload


def test_cleaning_twice_changes_nothing() -> None:
    for payload in PAYLOADS:
        once = clean_html(payload)
        assert clean_html(once) == once, payload


def test_what_editors_write_stays() -> None:
    html = (
        "<h2>Тема</h2><p>Текст <b>и</b> <em>ещё</em></p><ul><li>раз</li></ul>"
        '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    )
    assert clean_html(html) == html


def test_relative_and_mail_addresses_stay() -> None:
    assert 'href="/topics/1/"' in clean_html('<a href="/topics/1/">x</a>')
    assert 'href="mailto:a@b.ru"' in clean_html('<a href="mailto:a@b.ru">x</a>')


def test_scripts_go_with_their_content() -> None:
    assert clean_html("a<script>b</script><style>c</style>d") == "ad"


def test_deep_nesting_is_quick_enough_to_finish() -> None:
    assert "x" in clean_html("<b>" * 5_000 + "x")


def test_half_of_a_surrogate_pair_goes():
    assert clean_html("<p>да\ud800 нет</p>") == "<p>да нет</p>"
