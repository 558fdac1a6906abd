"""Tables of ``learning_objects``."""

from learning_objects.models.author_page import AuthorReport, HiddenAuthorPage
from learning_objects.models.authorship import Authorship
from learning_objects.models.counts import LibraryMark, TopicSetCount
from learning_objects.models.coverage import CoverageCell, CoverageMark
from learning_objects.models.learning_object import LearningObject
from learning_objects.models.links import TaggedObject, TopicLink
from learning_objects.models.offer import AuthorOffer
from learning_objects.models.organisation import Organisation
from learning_objects.models.origin import Origin, Signature
from learning_objects.models.readers import Rating, RatingComplaint, ReaderCount, Thanks
from learning_objects.models.realignment import Realignment, RealignmentProposal
from learning_objects.models.selection import (
    Selection,
    SelectionEntry,
    SelectionNode,
    SelectionSection,
)
from learning_objects.models.shelf import Shelf, ShelfItem, ShelfShare
from learning_objects.models.suggestion import Suggestion
from learning_objects.models.usage import Usage, UsageCount, UsageTermCount
from learning_objects.models.version import LearningObjectVersion, VersionAsset, VersionTopic

__all__ = [
    "AuthorOffer",
    "AuthorReport",
    "Authorship",
    "CoverageCell",
    "CoverageMark",
    "HiddenAuthorPage",
    "LearningObject",
    "LearningObjectVersion",
    "LibraryMark",
    "Organisation",
    "Origin",
    "Rating",
    "RatingComplaint",
    "ReaderCount",
    "Realignment",
    "RealignmentProposal",
    "Selection",
    "SelectionEntry",
    "SelectionNode",
    "SelectionSection",
    "Shelf",
    "ShelfItem",
    "ShelfShare",
    "Signature",
    "Suggestion",
    "TaggedObject",
    "Thanks",
    "TopicLink",
    "TopicSetCount",
    "Usage",
    "UsageCount",
    "UsageTermCount",
    "VersionAsset",
    "VersionTopic",
]
