"""The two libraries that are searched: published versions that exist in memory only.

Every engine gets the same words: title, titles of the topics with their subject, tags, keywords,
authors and text.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.relevance.programmes import CurriculumTopic, title_of
from cms.demo.people import read_people
from cms.demo.reading import FOLDER, make_draft, object_keys, read_object, read_yaml
from cms.demo.topics import read_topics
from core.api import derived_uuid
from framework.api import get_tree
from framework.data import GRADE, PROGRAMME, SECTION, TOPIC, Node, Tree
from learning_objects.api import text_of
from learning_objects.data import COVERS, AuthorView, TopicRef, VersionView

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """A published object; ``words`` are all its words besides the title."""

    key: str
    version: VersionView
    words: str


def frp_folder() -> Path:
    """Return the folder of the federal programmes; it may not be there."""
    shared = Path(os.environ.get("MESH_SHARED_DATA", ROOT.parent / "shared" / "data"))
    return shared / "framework" / "frp-2025"


def demo_samples() -> list[Sample]:
    """Return all objects of the demo library as if published, also those still in review."""
    topics, authors = read_topics(), _authors_of_stories()
    samples = []
    for number, key in enumerate(object_keys()):
        written = read_object(key)
        draft = make_draft(key, written, topics=topics, assets=_AnyAsset())
        content = dataclasses.asdict(draft)
        version = _version(
            key,
            number,
            kind=written["kind"],
            title=draft.title,
            summary=draft.summary,
            licence=draft.licence,
            length_minutes=draft.length_minutes,
            topics=tuple(draft.topics),
            tags=tuple(draft.tags),
            authors=authors[key],
            content=content,
            text=text_of(content),
        )
        samples.append(Sample(key, version, _words(version)))
    return samples


def curriculum_topics() -> Iterator[CurriculumTopic]:
    """Yield the topics of the framework that is loaded; a topic's key is its uuid."""
    tree = get_tree()
    for node in tree.nodes.values():
        if node.kind == TOPIC and node.grade:
            yield _curriculum_topic(node, tree)


def topic_samples(topics: Iterable[CurriculumTopic]) -> list[Sample]:
    """Return one object a topic; see :mod:`bench.relevance.programmes`."""
    tree, samples = get_tree(), []
    uuids = {str(uuid): uuid for uuid in tree.nodes}
    for number, topic in enumerate(topics):
        version = _version(
            topic.key,
            number,
            kind="scenario",
            title=title_of(topic),
            topics=(TopicRef(uuids[topic.key]),),
            text=topic.content,
        )
        samples.append(Sample(topic.key, version, _words(version)))
    return samples


def _curriculum_topic(node: Node, tree: Tree) -> CurriculumTopic:
    section = next((step for step in reversed(tree.path(node.uuid)) if step.kind == SECTION), None)
    subject = tree.subject_of(node.uuid)
    return CurriculumTopic(
        key=str(node.uuid),
        title=node.title,
        content=node.content,
        subject=subject.title if subject else "",
        grade=node.grade or 0,
        variant=node.variant,
        section=str(section.uuid) if section and section.title.strip() else "",
    )


class _AnyAsset(Mapping[str, int]):
    """Has a drawing or file of every name: only what is written beside it is searched."""

    def __getitem__(self, name: str) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _version(key: str, number: int, **facts: Any) -> VersionView:
    moment = PUBLISHED + timedelta(minutes=number)
    plain: dict[str, Any] = {
        "summary": "",
        "licence": "CC-BY-4.0",
        "length_minutes": 45,
        "tags": (),
        "authors": (),
        "content": {},
    }
    return VersionView(
        object_uuid=derived_uuid("bench.relevance", key),
        number=1,
        language="ru",
        digest=f"{number:064x}",
        institute_title="",
        published_at=moment,
        first_published_at=moment,
        withdrawn=False,
        **{**plain, **facts},
    )


def _authors_of_stories() -> dict[str, tuple[AuthorView, ...]]:
    names = {
        person["login"]: f"{person['last_name']} {person['first_name']} {person['patronymic']}"
        for person in read_people()
    }
    return {
        story["object"]: tuple(
            AuthorView(derived_uuid("bench.relevance", login), names[login], "author")
            for login in (story["owner"], *story.get("coauthors", ()))
        )
        for story in read_yaml(FOLDER / "story.yaml")
    }


def _words(version: VersionView) -> str:
    tree = get_tree()
    covered = [tree.path(ref.node_uuid) for ref in version.topics if ref.relation == COVERS]
    steps = {step.uuid: step for path in covered for step in path}
    titles = [step.title for step in steps.values() if step.kind not in (GRADE, PROGRAMME)]
    terms = [keyword["term"] for keyword in version.content.get("keywords", [])]
    names = [author.name for author in version.authors]
    return "\n".join([*titles, *version.tags, *terms, *names, version.text])
