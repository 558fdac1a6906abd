from datetime import UTC, datetime

from django.utils import translation

from learning_objects.coverage_map.data import COLOURS, FRESHNESS, NUMBER, QUALITY, Cell, month_of
from learning_objects.coverage_map.wording import COLOUR_LABELS, age_words, legend, show_cell

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
CELL = Cell(
    5, rated=2, good=1, votes=4, stars=15, newest=month_of(2026, 11), median=month_of(2025, 4)
)


def shown(cell, colour, most=20):
    return show_cell(cell, colour=colour, most=most, now=NOW)


def test_each_colour_has_its_figure_and_all_have_the_same_words():
    assert (shown(CELL, NUMBER).level, shown(CELL, NUMBER).text) == ("3", "5")
    assert (shown(CELL, QUALITY).level, shown(CELL, QUALITY).text) == ("2", "50 %")
    assert (shown(CELL, FRESHNESS).level, shown(CELL, FRESHNESS).text) == ("2", "19 мес.")
    words = {shown(CELL, colour).words for colour in COLOURS}
    assert words == {
        "5 материалов; средняя оценка 3,8; у 1 из 2 оценённых материалов 4 звезды и больше; "
        "половина не старше: 19 месяцев; самый новый: меньше месяца"
    }


def test_a_gap_is_a_gap_in_every_colour():
    assert {shown(Cell(), colour).level for colour in COLOURS} == {"0"}


def test_without_ratings_nothing_is_said_of_quality():
    assert shown(Cell(3, newest=1, median=1), QUALITY).level == "unknown"


def test_the_legend_names_every_level_of_a_map():
    assert set(COLOUR_LABELS) == set(COLOURS)
    assert [words for _level, words in legend(NUMBER, 81)] == [
        "ничего", "1–2", "3–8", "9–26", "27 и больше",
    ]  # fmt: skip
    assert [words for _level, words in legend(NUMBER, 2)][1:] == ["1", "2 и больше"]
    assert [level for level, _words in legend(QUALITY, 1)] == ["0", "unknown", "1", "2", "3", "4"]
    assert [level for level, _words in legend(FRESHNESS, 1)] == ["0", "1", "2", "3", "4"]


def test_ages_in_both_languages():
    assert age_words(30) == "2 года"
    with translation.override("en"):
        assert age_words(1) == "1 month"
