"""Samples of the formats that people write by hand, for who sees them for the first time."""

from __future__ import annotations

from collections.abc import Callable

from assessment.formats.sheet.writing import write_template

NUMBERED = """1. Столица России?
а) Тверь
*б) Москва
в) Рязань
Пояснение: Москва стоит на Москве-реке.

2. Какие из чисел простые?
а) 2
б) 4
в) 7
Ответ: а, в
Баллы: 2

3. Сколько будет 2 + 2?
Ответ: 4

4. Дерево из новогодней песни?
Ответ: ёлка; ёлочка
Подсказка: Она родилась в лесу.

5. Кит — рыба.
Ответ: неверно
"""
GIFT = """$CATEGORY: География/Россия

// Верный ответ начинается со знака =, неверный — со знака ~, отзыв — со знака #.
::Столица:: Столица России? {~Тверь#Она спорила с Москвой. =Москва ~Рязань}

::Дважды два:: Сколько будет 2 + 2? {#4}

::Ёлка:: Дерево из новогодней песни? {=ёлка =ёлочка}

::Кит:: Кит — рыба. {FALSE}

::Авторы:: Кто что написал? {=Пушкин -> Полтава =Гоголь -> Нос =Гончаров -> Обломов}

::Осень:: Напишите, за что вы любите осень. {}
"""
# The format of a sample: the ending of its file, and what is in it.
SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "xlsx": (".xlsx", write_template),
    "csv": (".csv", lambda: write_template(as_workbook=False)),
    "text": (".txt", NUMBERED.encode),
    "gift": (".gift", GIFT.encode),
}
