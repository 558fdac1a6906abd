"""The questions that Moodle's quiz fixtures name, as its test helpers define them.

After ``question/type/*/tests/helper.php`` of Moodle 4.5: answers, fractions and tolerances are
those that the recorded marks were given by; the texts are our own.
"""

from __future__ import annotations

SUMS = (
    *((2.3, 7.6), (2.1, 6.4), (1.4, 1.9), (9.9, 9.5), (9.0, 5.2)),
    *((2.1, 7.3), (7.9, 1.2), (2.3, 3.4), (1.9, 5.2), (3.4, 3.4)),
)


def _answer(fraction: float, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


def _question(kind: str, body: str, text: str = "Вопрос") -> str:
    return (
        f'<question type="{kind}"><name><text>{kind}</text></name>'
        f'<questiontext format="html"><text>{text}</text></questiontext>'
        f"<defaultgrade>1</defaultgrade>{body}</question>"
    )


def _choice(single: str, fractions: tuple[float, ...]) -> str:
    names = ("One", "Two", "Three", "Four")
    answers = "".join(_answer(f, name) for f, name in zip(fractions, names, strict=True))
    return _question("multichoice", f"<single>{single}</single>{answers}")


def _dataset() -> str:
    definitions = ""
    for place, name in enumerate("ba"):
        rows = "".join(
            f"<dataset_item><number>{number}</number><value>{row[place]}</value></dataset_item>"
            for number, row in enumerate(SUMS, start=1)
        )
        definitions += (
            f"<dataset_definition><name><text>{name}</text></name>"
            f"<dataset_items>{rows}</dataset_items></dataset_definition>"
        )
    return f"<dataset_definitions>{definitions}</dataset_definitions>"


def _pair(text: str, answer: str) -> str:
    return f"<subquestion><text>{text}</text><answer><text>{answer}</text></answer></subquestion>"


QUESTIONS = {
    "shortanswer": _question(
        "shortanswer", _answer(100, "frog") + _answer(80, "toad") + _answer(0, "*")
    ),
    "numerical": _question(
        "numerical",
        _answer(100, "3.14", "<tolerance>0</tolerance>")
        + "".join(_answer(0, text, "<tolerance>0</tolerance>") for text in ("3.142", "3.1", "3"))
        + _answer(0, "*"),
    ),
    "sumwithvariants": _question(
        "calculatedsimple",
        _answer(100, "{a} + {b}", "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>")
        + _dataset(),
    ),
    "match": _question(
        "match",
        _pair("frog", "amphibian")
        + _pair("cat", "mammal")
        + _pair("newt", "amphibian")
        + _pair("", "insect"),
    ),
    "truefalse": _question("truefalse", _answer(100, "true") + _answer(0, "false")),
    "two_of_four": _choice("false", (50, 0, 50, 0)),
    "one_of_four": _choice("true", (100, 0, 0, 0)),
    "multianswer": _question(
        "cloze",
        "",
        "The {1:SHORTANSWER:Dog#Wrong, silly!~=Owl#Well done!~*#Wrong answer} and the "
        "{1:MULTICHOICE:Bow-wow#No~Wiggly worm#No!~=Pussy-cat#Well done!} went to sea",
    ),
}


def quiz(*names: str) -> bytes:
    """Return a Moodle XML file with these questions."""
    return f"<quiz>{''.join(QUESTIONS[name] for name in names)}</quiz>".encode()
