from __future__ import annotations

from moderation.tables import cells_of, match_tables
from moderation.words import Budget


def table(headings, *rows, caption=""):
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": list(row)} for row in rows],
    }


OLD = table(["Тело", "Масса"], ["лёд", "5 кг"], ["вода", "7 кг"])


def changed(new):
    pairs = match_tables(OLD, new, Budget())
    return [
        (one and one.key, other and other.key)
        for one, other, _moved in pairs
        if one is None or other is None or one.text != other.text
    ]


def test_cells_are_named_by_row_and_column():
    labels = {item.key: item.label for item in cells_of(OLD)}
    assert "«Масса»" in labels["r2c2"]
    assert "r3c1" not in labels


def test_a_changed_cell_is_the_only_difference():
    assert changed(table(["Тело", "Масса"], ["лёд", "6 кг"], ["вода", "7 кг"])) == [
        ("r1c2", "r1c2")
    ]


def test_a_new_row_does_not_shift_the_others():
    new = table(["Тело", "Масса"], ["масло", "1 кг"], ["лёд", "5 кг"], ["вода", "8 кг"])
    assert changed(new) == [(None, "r1"), ("r2c2", "r3c2")]


def test_a_new_column_leaves_the_others_alone():
    new = table(["Тело", "Объём", "Масса"], ["лёд", "1", "5 кг"], ["вода", "2", "7 кг"])
    assert changed(new) == [(None, "h2"), (None, "r1c2"), (None, "r2c2")]


def test_captions_and_headings_are_compared():
    new = table(["Тело", "Вес"], ["лёд", "5 кг"], ["вода", "7 кг"], caption="Опыт")
    assert changed(new) == [(None, "caption"), ("h2", "h2")]
