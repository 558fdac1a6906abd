"""The door of ``exporters``."""

from exporters.actions.exporting import export_package
from exporters.actions.importing import import_package, preview_package
from exporters.instance import own_library
from exporters.staging import sweep_staged_files

__all__ = [
    "export_package",
    "import_package",
    "own_library",
    "preview_package",
    "sweep_staged_files",
]
