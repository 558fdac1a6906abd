"""Small files of each format for tests."""

from __future__ import annotations

GIFT = """// [id:7] [tag:река]
::Столица:: Столица России? {
  =Москва # Верно!
  ~%-50%Тверь # Нет
  ####Москва стоит на Москве-реке
}

$CATEGORY: $course$/top/Числа

Число π? {#=3.14:0.01 =%50%3:0.5#Точнее}

Кто что написал? {=Пушкин -> Полтава =Гоголь -> Нос = -> Обломов}
""".encode()

AIKEN = """Столица России?
A. Тверь
B. Москва
ANSWER: B

Сколько будет 2 + 2?
A) 3
B) 4
ANSWER: B
""".encode()

NUMBERED = """Контрольная работа
1. Столица России?
а) Тверь  *б) Москва  в) Рязань
2. Какие числа простые?
а) 2
б) 4
в) 7
Ответ: а, в
3) Сколько будет 2 + 2?
Ответ: 4
Подсказка: посчитайте на пальцах
4. Кит — рыба
Ответ: неверно
5. Дерево?
Ответ: ёлка; ель
Баллы: 2
""".encode()

MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category>
<text>$course$/top/Физика/Вес//масса</text></category></question>
<question type="multichoice"><name><text>Столица</text></name>
<questiontext format="html">
<text><![CDATA[<p>Столица?<script>x()</script></p>]]></text></questiontext>
<defaultgrade>2</defaultgrade><single>true</single>
<answer fraction="100" format="html"><text>Москва</text>
<feedback><text>Да</text></feedback></answer>
<answer fraction="-50" format="html"><text>Тверь</text></answer>
<hint format="html"><text>На реке</text></hint><tags><tag><text>город</text></tag></tags>
</question>
<question type="cloze"><name><text>Вставки</text></name>
<questiontext format="html">
<text>{1:SHORTANSWER:=Сова~%50%Филин} и {2:MC:~Пёс~=Кот}, {1:NM:=3:0.1}</text>
</questiontext></question>
<question type="calculated"><name><text>Сумма</text></name>
<questiontext format="html"><text>{a} + 1 = ? Вдвое больше {={a}*2}</text></questiontext>
<answer fraction="100"><text>{a}+1</text><tolerance>0.01</tolerance></answer>
<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items>
<dataset_item><number>1</number><value>2</value></dataset_item>
<dataset_item><number>2</number><value>5.5</value></dataset_item>
</dataset_items></dataset_definition></dataset_definitions></question>
<question type="randomsamatch"><name><text>Случайное</text></name></question>
<question type="stack"><name><text>Чужое</text></name></question>
</quiz>""".encode()
