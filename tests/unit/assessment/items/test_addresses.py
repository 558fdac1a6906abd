"""Addresses in items: found wherever they stand, changed there and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.items.addresses import (
    addresses_in,
    file_name_of,
    reference_to,
    with_addresses,
    without_files,
)
from core.api import clean_html

DIGEST = "a" * 64
PNG = reference_to(DIGEST, "png")


def test_an_address_is_found_in_texts_images_and_kept_items():
    stored = {
        "stimulus": '<p>См. <img alt="a" src="pics/a &amp; b.png"> и <a href="c.mp3">c</a></p>',
        "parts": [{"interaction": {"image": "map.png", "xml": "<object data='d.svg'/>"}}],
        "title": 'Что делает src="e.png"?',
    }
    assert list(addresses_in(stored)) == ["pics/a & b.png", "c.mp3", "map.png", "d.svg"]


def test_a_text_about_markup_is_no_markup():
    text = '<p>Тег &lt;img src="a.png"&gt; и 3 < 5, src="b.png"</p>'
    assert list(addresses_in(text)) == []
    assert with_addresses(text, str.upper) == text


def test_a_reference_names_its_file_and_nothing_else_does():
    assert file_name_of(PNG) == f"{DIGEST}.png"
    for other in ("", f"x/{PNG}", f"{PNG}?a", f"media/{'A' * 64}.png", "media/../../etc/passwd"):
        assert file_name_of(other) == ""


def test_what_is_refused_leaves_its_words():
    stored = {
        "stimulus": '<img src="x/a.png" alt="цепь"><img src="x/b.png"><img src="c.png" alt="">',
        "solution": '<a href="x/a.png">слова</a>',
        "image": "x/b.png",
        "xml": '<img src="x/a.png"/>',
    }
    assert without_files(stored, {"x/a.png", "x/b.png"}) == {
        "stimulus": 'цепь[b.png]<img src="c.png" alt="">',
        "solution": "<a>слова</a>",
        "image": "",
        "xml": '<img src="x/a.png"/>',
    }


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_comes_back_as_it_was_given(before, after):
    html = clean_html(f'<p><img src="{PNG}" alt="&quot;<b>"></p>')
    changed = with_addresses(html, lambda address: before)
    assert list(addresses_in(changed)) in ([before], [])
    if not set(before) & set("<>\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        assert list(addresses_in(changed)) == [before]
        assert with_addresses(changed, lambda address: PNG) == html
    assert with_addresses(after.replace("<", ""), lambda address: before) == after.replace("<", "")


@given(
    st.recursive(
        st.text(max_size=40),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["image", "html", "xml"]), inner)
        ),
        max_leaves=8,
    )
)
def test_nothing_changes_where_nothing_is_to_change(stored):
    assert with_addresses(stored, lambda address: address) == stored
    assert without_files(stored, ()) == stored
