"""References of items: which are asked, and what stands in their place on a page."""

from __future__ import annotations

from uuid import uuid4

from assessment.items.base import MAX_HTML
from assessment.references import asked_names, file_url, names_in, to_show
from tests.factories.bank import choice_item
from tests.factories.items import make_part

NAME = f"{'a' * 64}.png"
SHOWN = f'<p><img src="media/{NAME}" alt="x"></p>'
ITEM = uuid4()


def test_an_item_without_files_is_the_same_item():
    item = choice_item()
    assert to_show(ITEM, item) is item


def test_an_address_stands_where_the_reference_stood():
    shown = to_show(ITEM, choice_item(stimulus=SHOWN))
    assert shown.stimulus == SHOWN.replace(f"media/{NAME}", file_url(ITEM, NAME))


def test_a_text_at_its_limit_is_shown_all_the_same():
    item = choice_item(stimulus=SHOWN.ljust(MAX_HTML, "x"))
    assert to_show(ITEM, item) is item


def test_what_is_seen_after_answering_is_not_asked():
    xml = (
        '<assessmentItem identifier="i" title="t"><itemBody>'
        '<p><img src="media/{}.png" alt=""/></p>'
        '<feedbackBlock outcomeIdentifier="F" identifier="f" showHide="show">'
        '<img src="media/{}.png" alt=""/></feedbackBlock>'
        '<rubricBlock view="scorer"><img src="media/{}.png" alt=""/></rubricBlock>'
        '<rubricBlock view="candidate"><img src="media/{}.png" alt=""/></rubricBlock></itemBody>'
        '<modalFeedback outcomeIdentifier="F" identifier="f" showHide="show">'
        '<img src="media/{}.png" alt=""/></modalFeedback></assessmentItem>'
    ).format(*(str(number) * 64 for number in range(5)))
    item = make_part({"type": "qti", "xml": xml})
    assert asked_names(item) == {f"{'0' * 64}.png", f"{'3' * 64}.png"}
    assert len(names_in(item.model_dump(mode="json"))) == 5
    assert asked_names(make_part({"type": "qti", "xml": "<broken"})) == set()
