"""For the reader all catalogues are one: the first translation of a message wins."""

from __future__ import annotations

import re
from collections import defaultdict

import polib
import pytest

from tools.house import HOUSE, packages
from tools.messages import LANGUAGES, catalogue_path, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_has_one_translation_in_the_whole_house(language):
    """Another meaning needs a context: else one package speaks with the words of another."""
    found = defaultdict(lambda: defaultdict(list))
    for package in packages():
        path = catalogue_path(package, language)
        for entry in polib.pofile(path) if path.exists() else ():
            forms = entry.msgstr or tuple(entry.msgstr_plural[n] for n in range(2))
            found[key(entry)][forms].append(package)

    assert {message: dict(words) for message, words in found.items() if len(words) > 1} == {}


def test_words_are_translated_under_names_that_the_search_for_them_knows(sources):
    """xgettext knows `_` and Django's own names; words under another alias stay English."""
    aliased = re.compile(r"\b\w*gettext(?:_lazy|_noop)? as (?!_\b)\w+")

    assert {
        str(path.relative_to(HOUSE)): found
        for path in sources
        if (found := aliased.findall(path.read_text(encoding="utf-8")))
    } == {}
