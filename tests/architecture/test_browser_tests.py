"""Browser tests wait for what they expect: a click returns before the next page is there."""

from __future__ import annotations

import re

import pytest

from tools.house import HOUSE

LOOKS_ONCE = re.compile(
    r"^\s*assert (?:not )?.*(?:\.locator\(|get_by_|\bpage\b).*"
    r"\.(?:count|is_visible|is_hidden|is_checked|is_enabled|is_disabled|text_content|inner_text)"
    r"\(\)",
    re.MULTILINE,
)
FILES = sorted((HOUSE / "tests" / "browser").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_assertion_looks_at_a_page_once(path):
    """``expect(…)`` of Playwright looks until it is so; on a busy machine one look is too early."""
    found = [match.group().strip() for match in LOOKS_ONCE.finditer(path.read_text("utf-8"))]
    assert found == []


def test_the_rule_sees_what_it_forbids():
    assert LOOKS_ONCE.search('    assert page.get_by_role("link", name=HEAT).count() == 1')
    assert not LOOKS_ONCE.search('    expect(page.get_by_role("link")).to_have_count(1)')
