from django.utils import translation

from framework.frp.errors import FrameworkFileError
from framework.frp.parsing import parse_programme


def test_words_come_in_the_language_of_the_reader():
    try:
        parse_programme([], "а.json")
    except FrameworkFileError as error:
        caught = error
    with translation.override("en"):
        assert str(caught) == (
            "а.json: $: an object in braces is expected here. "
            "Compare the place with a programme that imports."
        )


def test_a_whole_file_has_no_place():
    assert str(FrameworkFileError("а.json", "", "беда.", "Помощь.")) == "а.json: беда. Помощь."
