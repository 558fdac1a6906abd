"""The format of a package: what its JSON files may hold, checked before anything is believed.

``format/*.schema.json`` says what these models say, for programs of others; a test keeps
both the same. A new field means a new ``layout.FORMAT``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    model_validator,
)

_NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(max_length=300, pattern=_NO_NUL)]
Short = Annotated[str, StringConstraints(max_length=64, pattern=_NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=200_000, pattern=_NO_NUL)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_NO_NUL)]
Key = Annotated[str, StringConstraints(max_length=255, pattern=_NO_NUL)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Address = Annotated[str, StringConstraints(max_length=300, pattern=r"^https?://[^\s\x00<>\"']+$")]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
RowId = Annotated[int, Field(ge=1, le=2**53)]
Count = Annotated[int, Field(ge=0, le=10**12)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LibraryFacts(_Strict):
    """A library: ``address`` is that of its site, without a slash at the end."""

    uuid: UUID
    address: Address
    title: Title


class Counts(_Strict):
    """How much a package holds."""

    objects: Count
    versions: Count
    blobs: Count
    nodes: Count


class Manifest(_Strict):
    """``package.json``: who made the package, when, and how much is in it."""

    format: int
    exporter: LibraryFacts
    exported_at: AwareDatetime
    counts: Counts


class Node(_Strict):
    """A framework node that objects refer to, or one above such a node."""

    uuid: UUID
    parent: UUID | None
    key: Key
    kind: Literal["subject", "programme", "level", "grade", "section", "topic", "element"]
    title: Annotated[str, StringConstraints(max_length=700, pattern=_NO_NUL)]
    hours: Annotated[int, Field(ge=0, le=10_000)] | None
    grade: Annotated[int, Field(ge=1, le=11)] | None
    education_level: Annotated[str, StringConstraints(max_length=10, pattern=_NO_NUL)]
    variant: Annotated[str, StringConstraints(max_length=20, pattern=_NO_NUL)]
    framework: Annotated[str, StringConstraints(max_length=60, pattern=_NO_NUL)]


class Framework(_Strict):
    """``framework.json``: the nodes, every parent before its children."""

    nodes: Annotated[list[Node], Field(max_length=200_000)]


class Author(_Strict):
    """Who signed a version, as they were called then."""

    uuid: UUID
    name: Line
    role: Literal["owner", "coauthor"]


class Institute(_Strict):
    """Who decided that a version may be published."""

    uuid: UUID
    title: Annotated[str, StringConstraints(max_length=255, pattern=_NO_NUL)]


class Asset(_Strict):
    """A file that a version shows; ``id`` is what the content calls it.

    Without ``uuid`` and ``sha256`` the file was lost before the package was made.
    """

    code: Literal["image", "document"]
    id: RowId
    uuid: UUID | None
    sha256: Digest | None
    size: Count
    title: Key
    description: Key
    extension: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{0,8}$")]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.uuid is None) != (self.sha256 is None):
            raise ValueError("uuid and sha256 go together")
        return self


class Topic(_Strict):
    """A link to a framework node."""

    node_uuid: UUID
    relation: Literal["covers", "prerequisite", "next"]


class BasedOn(_Strict):
    """What the object was made from."""

    uuid: UUID
    number: Number
    digest: Digest
    title: Title
    authors: Annotated[list[Line], Field(max_length=200)]
    licence: Annotated[str, StringConstraints(max_length=40, pattern=_NO_NUL)]
    source: Line
    address: Annotated[
        str, StringConstraints(max_length=600, pattern=r"^https?://[^\s\x00<>\"']+$")
    ]


class Publisher(_Strict):
    """The organisation in whose name a version was published."""

    uuid: UUID
    title: Title
    address: Annotated[
        str, StringConstraints(max_length=300, pattern=r"^(https?://[^\s\x00<>\"']+)?$")
    ]


class Content(_Strict):
    """What a version says: the fields of a draft. What is inside the blocks is looked at next."""

    title: Title
    summary: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$")]
    licence: Annotated[str, StringConstraints(max_length=40, pattern=_NO_NUL)]
    length_minutes: Annotated[int, Field(ge=0, le=10_000)]
    outcome: Text
    equipment: Text
    safety: Text
    support: Text
    extension: Text
    homework: Text
    key_points: Annotated[list[JsonValue], Field(max_length=500)]
    planned_results: Annotated[list[JsonValue], Field(max_length=500)]
    misconceptions: Annotated[list[JsonValue], Field(max_length=500)]
    keywords: Annotated[list[JsonValue], Field(max_length=500)]
    body: Annotated[list[JsonValue], Field(max_length=2_000)]
    topics: Annotated[list[Topic], Field(max_length=500)]
    tags: Annotated[list[Annotated[str, StringConstraints(max_length=100, pattern=_NO_NUL)]],
                    Field(max_length=200)]  # fmt: skip
    based_on: BasedOn | None = None
    credits: Annotated[list[Line], Field(max_length=200)] = []
    publisher: Publisher | None = None


class Version(_Strict):
    """A published version; ``digest`` is that of kind, authors and content together."""

    number: Number
    digest: Digest
    kind: Literal["scenario", "material"]
    content: Content
    authors: Annotated[list[Author], Field(max_length=200)]
    institute: Institute
    decision: UUID
    moderator: UUID
    published_at: AwareDatetime
    assets: Annotated[list[Asset], Field(max_length=2_000)]

    @model_validator(mode="after")
    def _names_each_asset_once(self) -> Self:
        ids = [(asset.code, asset.id) for asset in self.assets]
        uuids = [asset.uuid for asset in self.assets if asset.uuid]
        if len(set(ids)) != len(ids) or len(set(uuids)) != len(uuids):
            raise ValueError("an asset is named twice")
        return self


class Withdrawal(_Strict):
    """When and why the object's own library withdrew it."""

    at: AwareDatetime
    reason: Annotated[str, StringConstraints(max_length=500, pattern=_NO_NUL)]


class ObjectFile(_Strict):
    """``objects/…/<uuid>.json``: an object with all its versions, the oldest first."""

    uuid: UUID
    kind: Literal["scenario", "material"]
    origin: LibraryFacts
    withdrawn: Withdrawal | None
    versions: Annotated[list[Version], Field(min_length=1, max_length=5_000)]

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        numbers = [version.number for version in self.versions]
        decisions = {version.decision for version in self.versions}
        if numbers != sorted(set(numbers)) or len(decisions) != len(numbers):
            raise ValueError("versions are not in order, or share a decision")
        if any(version.kind != self.kind for version in self.versions):
            raise ValueError("a version is of another kind")
        return self


FILES: dict[str, type[BaseModel]] = {
    "package": Manifest,
    "framework": Framework,
    "object": ObjectFile,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON schemas of the files, by name."""
    return {name: model.model_json_schema() for name, model in FILES.items()}
