from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def index_dir(settings, tmp_path: Path) -> Path:
    """Every test has an index folder of its own, empty at first."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"
