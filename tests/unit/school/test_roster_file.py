"""Reading lists of people: pasted, uploaded, and whatever else comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.data import MOTHER, PUPIL, TEACHER
from school.roster_file import MOST_ROWS, RosterFile, decode_roster, parse_roster

HEADER = "Фамилия;Имя;Отчество;Роль;Класс;Логин;Почта;Ученик"
NAMES = st.text("АБВабвёЁ -", min_size=1, max_size=20).filter(str.strip)


def test_a_good_list_is_read():
    read = parse_roster(
        f"{HEADER}\nЁлкин;Пётр;Ильич;ученик;8Б;;;\n\n"
        "Ёлкина;Мария;;мать;8Б;;m@example.org;Ёлкин Пётр Ильич\nСемёнова; Ольга ;;Учитель;;;;"
    )
    assert read.faults == ()
    pupil, mother, teacher = read.lines
    assert (pupil.number, pupil.role, pupil.full_name) == (2, PUPIL, "Ёлкин Пётр Ильич")
    assert (mother.number, mother.relation, mother.email) == (4, MOTHER, "m@example.org")
    assert (teacher.role, teacher.first_name) == (TEACHER, "Ольга")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_separators_and_the_order_of_columns(sign):
    text = f"Роль{sign}имя{sign}ФАМИЛИЯ\nучитель{sign}Ольга{sign}Семёнова"
    assert [line.full_name for line in parse_roster(text).lines] == ["Семёнова Ольга"]


def test_a_quoted_comma_stays_in_its_cell():
    read = parse_roster('Фамилия,Имя,Роль\n"Петров, мл.",Иван,учитель')
    assert read.lines[0].last_name == "Петров, мл."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_encodings_of_school_tables(encoding):
    text = "Фамилия;Имя;Роль\nЁлкина;Ольга;учитель"
    assert parse_roster(decode_roster(text.encode(encoding))).lines[0].last_name == "Ёлкина"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Иванов;;;ученик;8Б;;;", "Имя"),
        ("Иванов;Пётр;;физик;8Б;;;", "физик"),
        ("Иванов;Пётр;;ученик;;;;", "8Б"),
        ("Иванова;Анна;;мать;8Б;;;", "Ученик"),
        ("Иванов;Пётр;;ученик;8Б;;;;лишнее", "separators|разделители"),
        (f"{'я' * 151};Пётр;;ученик;8Б;;;", "150"),
    ],
)
def test_a_fault_names_its_line_and_the_remedy(line, words):
    read = parse_roster(f"{HEADER}\nСемёнова;Ольга;;учитель;;;;\n{line}")
    assert len(read.lines) == 1
    (fault,) = read.faults
    assert fault.line == 3
    assert any(word in fault.words for word in words.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n \n",
        HEADER,
        "Фамилия;Имя\nИванов;Пётр",
        "Фамилия;Имя;Роль;Возраст\nИванов;Пётр;учитель;40",
        "Фамилия;Имя;Имя;Роль\nИванов;Пётр;П;учитель",
        'Фамилия;Имя;Роль\n"Иванов;Пётр;учитель',
        "Фамилия;Имя;Роль\nИва\0нов;Пётр;учитель",
        "Фамилия;Имя;Роль\n" + "Иванов;Пётр;учитель\n" * (MOST_ROWS + 1),
        "Фамилия;Имя;Роль\n" + "я" * 300_000,
    ],
)
def test_a_list_that_cannot_be_read_says_why(text):
    read = parse_roster(text)
    assert read.lines == ()
    assert read.faults
    assert all(fault.words for fault in read.faults)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    assert isinstance(parse_roster(text), RosterFile)
    assert isinstance(parse_roster(f"{HEADER}\n{text}"), RosterFile)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content):
    assert isinstance(parse_roster(decode_roster(content)), RosterFile)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=10), st.sampled_from(";,\t"))
def test_what_is_written_is_read(people, sign):
    body = "\n".join(sign.join([last, first, "учитель"]) for last, first in people)
    read = parse_roster(f"Фамилия{sign}Имя{sign}Роль\n{body}")
    assert read.faults == ()
    written = [" ".join(f"{last} {first}".split()) for last, first in people]
    assert [line.full_name for line in read.lines] == written
