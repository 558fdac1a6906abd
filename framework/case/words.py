"""What CASE calls a node: CFItemType in words, by the language of the framework."""

from __future__ import annotations

from framework.data import ELEMENT, GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC

# Not translated through catalogues: a package must not depend on who exports it.
_RUSSIAN = {
    SUBJECT: "Предмет",
    PROGRAMME: "Программа",
    "level": "Уровень",
    GRADE: "Класс",
    SECTION: "Раздел",
    TOPIC: "Тема",
    ELEMENT: "Элемент содержания",
}
_ENGLISH = {
    SUBJECT: "Subject",
    PROGRAMME: "Programme",
    "level": "Level",
    GRADE: "Grade",
    SECTION: "Section",
    TOPIC: "Topic",
    ELEMENT: "Element",
}
_KINDS = {word: kind for words in (_RUSSIAN, _ENGLISH) for kind, word in words.items()}


def kind_word(kind: str, language: str) -> str:
    """Return the word for a kind of node: Russian in Russian frameworks, else English."""
    return (_RUSSIAN if language.startswith("ru") else _ENGLISH)[kind]


def kind_of_word(word: str) -> str | None:
    """Return the kind that ``word`` is exactly the word for, or ``None``."""
    return _KINDS.get(word)
