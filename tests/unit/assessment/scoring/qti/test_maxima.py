"""The most an item can bring: stated, by its template, or by its key."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.scoring.qti.processing import process_item
from tests.factories.qti import make_item_xml

TEMPLATE = '<responseProcessing template="http://x/rptemplates/{}"/>'


def _entries(*worths: float) -> str:
    return "".join(
        f'<mapEntry mapKey="k{at}" mappedValue="{worth}"/>' for at, worth in enumerate(worths)
    )


def _areas(*worths: float) -> str:
    return "".join(
        f'<areaMapEntry shape="circle" coords="{at * 100},0,5" mappedValue="{worth}"/>'
        for at, worth in enumerate(worths)
    )


MAPPED: list[tuple[str, str, str, str]] = [
    ("single", f"<mapping>{_entries(1, 3, -1)}</mapping>", "", "3"),
    ("single", f'<mapping defaultValue="5">{_entries(1)}</mapping>', "", "5"),
    ("multiple", f"<mapping>{_entries(1, 3, -1)}</mapping>", "", "4"),
    ("multiple", f'<mapping upperBound="2">{_entries(1, 3)}</mapping>', "", "2"),
    ("multiple", f"<mapping>{_entries(1, 3, 2)}</mapping>", 'maxChoices="2"', "5"),
    ("multiple", f"<mapping>{_entries(1, 3, 2)}</mapping>", 'maxChoices="0"', "6"),
    ("multiple", f"<mapping>{_entries(1, 3, 2)}</mapping>", 'maxChoices="many"', "6"),
]


@pytest.mark.parametrize(("cardinality", "mapping", "limit", "most"), MAPPED)
def test_a_mapping_says_it(cardinality: str, mapping: str, limit: str, most: str) -> None:
    """No more values count than the interaction takes."""
    xml = _item("identifier", cardinality, mapping, limit, "map_response")
    assert process_item(xml, {}).max_score == Decimal(most)


@pytest.mark.parametrize(
    ("cardinality", "limit", "most"),
    [("single", "", "3"), ("multiple", "", "6"), ("multiple", 'maxChoices="2"', "5")],
)
def test_areas_say_it(cardinality: str, limit: str, most: str) -> None:
    mapping = f"<areaMapping>{_areas(1, 3, -1, 2)}</areaMapping>"
    xml = _item("point", cardinality, mapping, limit, "map_response_point")
    assert process_item(xml, {}).max_score == Decimal(most)


def _item(base_type: str, cardinality: str, inside: str, limit: str, template: str) -> str:
    declared = (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" '
        f'baseType="{base_type}">{inside}</responseDeclaration>'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    )
    body = f"<choiceInteraction responseIdentifier='RESPONSE' {limit}/>"
    return make_item_xml(declared, body, TEMPLATE.format(template))
