"""Errors of ``media_pipeline`` that other packages may catch."""

from media_pipeline.pictures import UnknownSpec
from media_pipeline.refusal import IntakeRefused

__all__ = ["IntakeRefused", "UnknownSpec"]
