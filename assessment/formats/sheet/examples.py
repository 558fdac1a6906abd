"""The examples that the template comes with: one row of each type."""

from __future__ import annotations

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "type": "single_choice",
        "text": "Столица России?",
        "key": "2",
        "option1": "Тверь",
        "option2": "Москва",
        "option3": "Рязань",
        "said1": "Тверь спорила с Москвой в XIV веке",
        "points": "1",
        "hint": "Город на реке, чьё имя он носит",
        "topic": "География/Россия",
    },
    {
        "type": "multiple_choice",
        "text": "Какие из чисел простые?",
        "key": "1, 3",
        "option1": "2",
        "option2": "4",
        "option3": "7",
        "points": "2",
        "scoring": "верные минус неверные",
    },
    {"type": "true_false", "text": "Кит — рыба", "key": "неверно", "feedback": "Кит дышит лёгкими"},
    {"type": "short_answer", "text": "Дерево из новогодней песни?", "key": "ёлка | ёлочка"},
    {"type": "digit_sequence", "text": "Запишите первые три цифры числа π", "key": "314"},
    {
        "type": "number",
        "text": "Чему равно ускорение свободного падения, м/с²?",
        "key": "9,8",
        "tolerance": "0,05",
    },
    {
        "type": "quantity",
        "text": "Скорость поезда 10 м/с. Выразите её в км/ч",
        "key": "36 км/ч",
        "tolerance": "1%",
    },
    {"type": "formula", "text": "Разложите на множители: x² − 1", "key": "(x-1)*(x+1)"},
    {
        "type": "matching",
        "text": "Кто что написал?",
        "option1": "Пушкин -> Полтава",
        "option2": "Гоголь -> Нос",
        "option3": "-> Обломов",
    },
    {
        "type": "ordering",
        "text": "Расположите события по времени",
        "option1": "Куликовская битва",
        "option2": "Бородинское сражение",
        "option3": "Полёт Гагарина",
    },
    {
        "type": "grouping",
        "text": "Распределите по царствам",
        "option1": "дуб -> растения",
        "option2": "волк -> животные",
        "option3": "камень",
    },
    {"type": "text_gaps", "text": "[[Москва]] стоит на [[Москве-реке|реке Москве]]."},
    {"type": "dropdown_gaps", "text": "Раст[[*е|и]]ние, зар[[а|*о]]сли"},
    {"type": "essay", "text": "Напишите, за что вы любите осень", "points": "5"},
    {"type": "", "text": "Этот текст стоит между заданиями и ничего не спрашивает"},
)
