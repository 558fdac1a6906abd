from framework.data import GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC
from framework.frp.parsing import parse_programme
from framework.planning import PlannedNode, add_absent, assign_keys, plan_programmes
from tests.factories.framework import GEOGRAPHY, PHYSICS, programme


def plan(*programmes):
    wanted = plan_programmes(parse_programme(data, "f") for data in programmes)
    assign_keys(wanted, [])
    return wanted


def keys(nodes):
    return [each.key for node in nodes for each in node.walk()]


def test_subjects_by_alphabet_and_keys_by_place():
    wanted = plan(PHYSICS, GEOGRAPHY)
    assert [node.title for node in wanted] == ["География", "Физика"]
    assert keys(wanted)[5:] == [
        "frp/fizika",
        "frp/fizika/ooo-bazovyj",
        "frp/fizika/ooo-bazovyj/8",
        "frp/fizika/ooo-bazovyj/8/teplovye-yavleniya",
        "frp/fizika/ooo-bazovyj/8/teplovye-yavleniya/stroenie-veschestva",
        "frp/fizika/ooo-bazovyj/8/teplovye-yavleniya/teplovye-processy",
        "frp/fizika/ooo-bazovyj/8/bez-nazvaniya",
        "frp/fizika/ooo-bazovyj/8/bez-nazvaniya/postoyannyj-elektricheskij-tok",
        "frp/fizika/ooo-bazovyj/8/bez-nazvaniya/rezervnoe-vremya",
        "frp/fizika/ooo-bazovyj/8/bez-nazvaniya/rezervnoe-vremya-2",
    ]
    assert [node.kind for node in wanted[0].walk()] == [SUBJECT, PROGRAMME, GRADE, SECTION, TOPIC]


def test_twins_are_two_programmes_of_one_subject():
    advanced, noo = (
        programme(variant="углублённый"),
        programme(GEOGRAPHY, subject="Физика", level="НОО"),
    )
    noo["grades"][0]["grade"] = 4
    (subject,) = plan(advanced, PHYSICS, noo)
    assert [node.name for node in subject.children] == ["noo", "ooo-bazovyj", "ooo-uglublennyj"]
    assert [node.title for node in subject.children] == [
        "Физика. 4 класс",
        "Физика. 8 класс (базовый уровень)",
        "Физика. 8 класс (углублённый уровень)",
    ]


def topics(*titles):
    return [PlannedNode(TOPIC, title, f"n{number}") for number, title in enumerate(titles)]


def test_a_corrected_title_keeps_its_key():
    present = topics("Былины и Соловейразбойник", "Басни")
    assign_keys(present, [], "p")
    wanted = [
        PlannedNode(TOPIC, "Сказки", "skazki"),
        PlannedNode(TOPIC, "Былины и Соловей-разбойник", "byliny"),
    ]
    assign_keys(wanted, present, "p")
    assert [node.key for node in wanted] == ["p/skazki", "p/n0"]


def test_another_title_is_another_node():
    present = topics("Тепловые явления")
    assign_keys(present, [], "p")
    wanted = [PlannedNode(TOPIC, "Электрические явления", "new")]
    assign_keys(wanted, present, "p")
    assert wanted[0].key == "p/new"


def test_the_most_alike_pair_wins():
    present = topics("Многочлены. Часть 1", "Многочлены. Часть 2")
    assign_keys(present, [], "p")
    wanted = [
        PlannedNode(TOPIC, "Многочлены. Часть 2.", "b"),
        PlannedNode(TOPIC, "Многочлены. Часть 1.", "a"),
    ]
    assign_keys(wanted, present, "p")
    assert [node.key for node in wanted] == ["p/n1", "p/n0"]


def test_absent_programmes_are_kept_as_they_are():
    present = plan(PHYSICS, GEOGRAPHY)
    wanted = plan_programmes([parse_programme(programme(variant="углублённый"), "f")])
    merged = add_absent(wanted, present)
    assign_keys(merged, present)
    assert set(keys(present)) < set(keys(merged))
    assert len(merged[1].children) == 2
