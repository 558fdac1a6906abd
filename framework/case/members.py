"""Which members the objects of a CASE package have, of which shape and since which version.

Source: the JSON schemas of CFPackage, CASE 1.0 and 1.1 (1EdTech). One table for both ways: what
was read by it can be written by it, and is then valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framework.case.data import V1P0, V1P1

TEXT, TEXTS, UUID_TEXT, DATE, MOMENT = "text", "texts", "uuid", "date", "moment"
WHOLE, NUMBER, OBJECT, LIST = "whole", "number", "object", "list"
LINK, LINKS, END = "link", "links", "end"
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its shape, the first version that has it, and for ``PARTS`` what is within."""

    shape: str
    since: str = V1P0
    parts: Mapping[str, Member] = field(default_factory=dict)


Table = Mapping[str, Member]


def _texts(*names: str) -> dict[str, Member]:
    return dict.fromkeys(names, Member(TEXT))


_NAMED: dict[str, Member] = {
    "identifier": Member(UUID_TEXT),
    "uri": Member(TEXT),
    "lastChangeDateTime": Member(MOMENT),
    "extensions": Member(OBJECT, V1P1),
}
_STATUS = {"statusStartDate": Member(DATE), "statusEndDate": Member(DATE)}

DOCUMENT: Table = {
    **_NAMED,
    **_STATUS,
    **_texts(
        "creator", "title", "officialSourceURL", "publisher", "description", "language", "version",
        "adoptionStatus", "notes",
    ),
    "frameworkType": Member(TEXT, V1P1),
    "caseVersion": Member(TEXT, V1P1),
    "subject": Member(TEXTS),
    "subjectURI": Member(LINKS),
    "licenseURI": Member(LINK),
}  # fmt: skip
ITEM: Table = {
    **_NAMED,
    **_STATUS,
    **_texts(
        "fullStatement", "alternativeLabel", "CFItemType", "humanCodingScheme", "listEnumeration",
        "abbreviatedStatement", "notes", "language",
    ),
    "conceptKeywords": Member(TEXTS),
    "conceptKeywordsURI": Member(LINK),
    "subject": Member(TEXTS, V1P1),
    "subjectURI": Member(LINKS, V1P1),
    "educationLevel": Member(TEXTS),
    "CFItemTypeURI": Member(LINK),
    "licenseURI": Member(LINK),
}  # fmt: skip
ASSOCIATION: Table = {
    **_NAMED,
    "associationType": Member(TEXT),
    "sequenceNumber": Member(WHOLE),
    "originNodeURI": Member(END),
    "destinationNodeURI": Member(END),
    "CFAssociationGroupingURI": Member(LINK),
    "notes": Member(TEXT, V1P1),
}
# The association types of 1.0; 1.1 adds isTranslationOf and names of one's own ("ext:…").
TYPES_OF_1P0 = frozenset(
    {
        "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo",
        "replacedBy", "exemplar", "hasSkillLevel",
    }
)  # fmt: skip
TYPES = TYPES_OF_1P0 | {"isTranslationOf"}

_TITLED = {**_NAMED, **_texts("title", "description")}
_CODED = {**_TITLED, **_texts("hierarchyCode")}
DEFINITIONS: Table = {
    "CFConcepts": Member(PARTS, parts={**_CODED, **_texts("keywords")}),
    "CFSubjects": Member(PARTS, parts=_CODED),
    "CFLicenses": Member(PARTS, parts={**_TITLED, **_texts("licenseText")}),
    "CFItemTypes": Member(PARTS, parts={**_CODED, **_texts("typeCode")}),
    "CFAssociationGroupings": Member(PARTS, parts=_TITLED),
    "extensions": Member(OBJECT, V1P1),
}
_LEVEL = {
    **_NAMED,
    **_texts("description", "quality", "feedback"),
    "score": Member(NUMBER),
    "position": Member(WHOLE),
    "rubricCriterionId": Member(UUID_TEXT),
    "extensions": Member(LIST, V1P1),
}
_CRITERION = {
    **_NAMED,
    **_texts("category", "description"),
    "CFItemURI": Member(LINK),
    "weight": Member(NUMBER),
    "position": Member(WHOLE),
    "rubricId": Member(UUID_TEXT),
    "CFRubricCriterionLevels": Member(PARTS, parts=_LEVEL),
}
RUBRIC: Table = {**_TITLED, "CFRubricCriteria": Member(PARTS, parts=_CRITERION)}

# What the schemas demand of the parts of a package beyond identifier, uri and lastChangeDateTime,
# and what stands for it where a package left it out.
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFItemTypes": ("title", "description", "hierarchyCode"),
    "CFAssociationGroupings": ("title",),
}
