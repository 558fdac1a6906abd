"""Errors of ``exporters`` that other packages may catch."""

from exporters.refusal import ExportRefused, ImportFailed, PackageRefused

__all__ = ["ExportRefused", "ImportFailed", "PackageRefused"]
