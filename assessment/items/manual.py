"""Interactions that a person marks, by a rubric."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assessment.items.base import Html, Identifier, Line, Model, Points, require_unique


class RubricLevel(Model):
    """What is seen at this level, and the points it brings."""

    public = ("points", "descriptor")

    points: Points
    descriptor: Line


class RubricCriterion(Model):
    """One criterion; its maximum is its best level."""

    public = ("id", "title", "levels")

    id: Identifier
    title: Line
    levels: tuple[RubricLevel, ...] = Field(min_length=2, max_length=20)


class Rubric(Model):
    """Criteria whose points add up; they are scaled to the points of the part."""

    public = ("criteria",)

    criteria: tuple[RubricCriterion, ...] = Field(max_length=50)

    @model_validator(mode="after")
    def _check(self) -> Rubric:
        require_unique(tuple(criterion.id for criterion in self.criteria), "criterion")
        return self


class Essay(Model):
    """A text of one's own. Answer: a string. Words are counted by the house, not by the client."""

    public = ("type", "rubric", "at_least_words", "at_most_words", "template")

    type: Literal["essay"] = "essay"
    rubric: Rubric = Rubric(criteria=())
    at_least_words: int | None = Field(default=None, ge=1)
    at_most_words: int | None = Field(default=None, ge=1)
    template: Html = ""
    sample: Html = ""
    grader_notes: Html = ""


class FileUpload(Model):
    """Files handed in. Answer: a list of references to checked assets, ``["<uuid>"]``."""

    public = ("type", "rubric", "accepts", "at_most")

    type: Literal["file"] = "file"
    rubric: Rubric = Rubric(criteria=())
    accepts: tuple[Line, ...] = ()
    at_most: int = Field(default=1, ge=1, le=20)
    grader_notes: Html = ""


class AudioRecording(Model):
    """Speech recorded on the spot. Answer: a reference to a checked asset, ``"<uuid>"``."""

    public = ("type", "rubric", "at_most_seconds", "preparation_seconds")

    type: Literal["audio"] = "audio"
    rubric: Rubric = Rubric(criteria=())
    at_most_seconds: int = Field(default=120, ge=1, le=3600)
    preparation_seconds: int = Field(default=0, ge=0, le=3600)
    grader_notes: Html = ""


class Drawing(Model):
    """A drawing, on an image or on empty paper. Answer: a reference to a checked asset."""

    public = ("type", "rubric", "image", "alternative", "width", "height")

    type: Literal["drawing"] = "drawing"
    rubric: Rubric = Rubric(criteria=())
    image: Line = ""
    alternative: Line = ""
    width: int = Field(default=800, ge=1, le=20_000)
    height: int = Field(default=600, ge=1, le=20_000)
    grader_notes: Html = ""


class QtiItem(Model):
    """A QTI item whose processing no native interaction expresses: delivered and scored as QTI.

    ``xml`` is the whole item of version 2.1, 2.2 or 3.0. Answer: ``{"RESPONSE": value}`` by
    response identifier: a string, a list of strings, or for records an object. What a learner
    sees of it is made by :mod:`assessment.scoring.qti`, never this text.
    """

    public = ("type",)

    type: Literal["qti"] = "qti"
    xml: str = Field(max_length=4_000_000)
