"""The columns of the template and the names of its types, in Russian and in English."""

from __future__ import annotations

from assessment.formats.exchange import FormatRefused

MAX_OPTIONS = 20
# Field: (Russian heading, English heading, further headings that are understood)
COLUMNS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "type": ("Тип", "Type", ("вид", "kind", "тип задания", "question type")),
    "title": ("Название", "Title", ("заголовок", "name")),
    "text": ("Вопрос", "Question", ("текст", "задание", "text", "текст вопроса", "prompt")),
    "key": ("Ответ", "Answer", ("ключ", "правильный ответ", "верный ответ", "key", "correct")),
    "points": ("Баллы", "Points", ("балл", "score", "mark")),
    "scoring": ("Оценивание", "Scoring", ("правило", "rule")),
    "tolerance": ("Погрешность", "Tolerance", ("допуск",)),
    "hint": ("Подсказка", "Hint", ()),
    "feedback": ("Пояснение", "Feedback", ("комментарий", "general feedback", "explanation")),
    "solution": ("Решение", "Solution", ()),
    "topic": ("Тема", "Topic", ("раздел", "category", "folder", "папка")),
    "tags": ("Метки", "Tags", ("теги", "ключевые слова", "keywords")),
    "identifier": ("Идентификатор", "Identifier", ("id", "идентификатор задания")),
}
OPTION = ("Вариант", "Option")
OPTION_FEEDBACK = ("Отзыв", "Option feedback")
_OPTION_NAMES = ("вариант", "вариант ответа", "option", "choice")
_FEEDBACK_NAMES = ("отзыв", "отзыв на вариант", "option feedback")

# Type of interaction: (Russian name, English name, further names)
TYPES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "single_choice": ("один из", "single choice", ("один", "одиночный выбор", "single")),
    "multiple_choice": (
        "несколько из",
        "multiple choice",
        ("несколько", "множественный выбор", "multiple"),
    ),
    "true_false": ("верно-неверно", "true-false", ("верно/неверно", "да/нет", "true/false")),
    "short_answer": ("слово", "short answer", ("краткий ответ", "слова", "short")),
    "digit_sequence": ("цифры", "digits", ("последовательность цифр",)),
    "number": ("число", "number", ("numeric", "numerical")),
    "quantity": ("величина", "quantity", ("число с единицей",)),
    "formula": ("формула", "formula", ()),
    "matching": ("соответствие", "matching", ("match",)),
    "ordering": ("порядок", "ordering", ("последовательность", "order")),
    "grouping": ("группы", "grouping", ("группировка", "классификация", "groups")),
    "text_gaps": ("пропуски", "gaps", ("текст с пропусками", "text gaps")),
    "dropdown_gaps": ("списки", "lists", ("выпадающие списки", "dropdown gaps", "dropdown")),
    "essay": ("эссе", "essay", ("развёрнутый ответ", "сочинение")),
    "": ("текст", "text", ("описание", "description")),
}


def plain(text: str) -> str:
    """Return a heading or a name as it is compared."""
    return " ".join(text.lower().replace("ё", "е").replace("_", " ").split()).strip(" *:.№")


def _names(entries: dict[str, tuple[str, str, tuple[str, ...]]]) -> dict[str, str]:
    return {
        plain(name): field
        for field, (russian, english, others) in entries.items()
        for name in (russian, english, field, *others)
        if name
    }


_FIELDS = _names(COLUMNS)
_TYPES = _names(TYPES)


def type_named(name: str) -> str | None:
    """Return the type of interaction that a name means: ``""`` a text, ``None`` unknown."""
    return _TYPES.get(plain(name))


def type_name(kind: str, language: str) -> str:
    """Return the name of a type in Russian (``ru``) or English."""
    russian, english, _ = TYPES[kind]
    return russian if language == "ru" else english


def fields_of(headings: tuple[str, ...]) -> dict[str, int]:
    """Return the place of each field: ``option1`` … and ``said1`` … beside the named ones.

    Raises :class:`FormatRefused` when the column of the question is missing, or one is doubled.
    """
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = _field(heading)
        if not field:
            continue
        if field in found:
            raise FormatRefused("formats.sheet.doubled", "1", {"heading": heading[:80]})
        found[field] = place
    if "text" not in found:
        raise FormatRefused("formats.sheet.no-question", "1")
    return found


def looks_like_headings(headings: tuple[str, ...]) -> bool:
    """Tell whether a first row may be one of ours."""
    fields = {_field(heading) for heading in headings}
    return "text" in fields and bool(fields & {"type", "key", "option1"})


def heading_delimiter(text: str) -> str:
    """Return what stands between the headings of a text, or nothing when they are none of ours."""
    first = text.lstrip("\ufeff\n\r \t").split("\n", 1)[0]
    for sign in ("\t", ";", ","):
        if looks_like_headings(tuple(name.strip(' "') for name in first.split(sign))):
            return sign
    return ""


def _field(heading: str) -> str:
    name = plain(heading)
    if name in _FIELDS:
        return _FIELDS[name]
    words, _, number = name.rpartition(" ")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= MAX_OPTIONS:
        if words in _OPTION_NAMES:
            return f"option{int(number)}"
        if words in _FEEDBACK_NAMES:
            return f"said{int(number)}"
    return ""
