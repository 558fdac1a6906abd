import re

from hypothesis import given
from hypothesis import strategies as st

from framework.keys import UNTITLED, free_key, slug, uuid_of_key


def test_keys_and_uuids_are_fixed_for_ever():
    assert slug("Обыкновенные дроби", 80) == "obyknovennye-drobi"
    assert slug("Щёлочи, съезд № 2", 80) == "schelochi-sezd-no-2"
    assert str(uuid_of_key("frp/fizika")) == str(uuid_of_key("frp/fizika"))
    assert uuid_of_key("frp/fizika") != uuid_of_key("frp/himiya")
    assert str(uuid_of_key("frp/algebra")) == "2479645e-4809-5b2b-b8b2-777082d9445c"


def test_case_and_yo_do_not_matter():
    assert slug("ЁЛКА", 80) == slug("елка", 80)


def test_an_empty_title_has_a_name_and_a_foreign_one_a_hash():
    assert slug("  ", 80) == UNTITLED
    assert re.fullmatch(r"[0-9a-f]{8}", slug("汉语", 80))
    assert slug("汉语", 80) != slug("中文", 80)


def test_long_titles_are_cut_and_told_apart():
    first, second = slug("слово " * 50 + "а", 60), slug("слово " * 50 + "б", 60)
    assert len(first) <= 60
    assert first != second


@given(st.text(), st.integers(20, 80))
def test_any_title_gives_a_bounded_plain_slug(title, limit):
    made = slug(title, limit)
    assert 0 < len(made) <= limit
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


def test_a_taken_key_gets_an_ordinal():
    assert free_key("a", "b", set()) == "a/b"
    assert free_key("a", "b", {"a/b", "a/b-2"}) == "a/b-3"
