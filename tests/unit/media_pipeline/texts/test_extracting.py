"""Reading in a process of its own."""

from __future__ import annotations

from tempfile import TemporaryFile

import pytest

from core.data import ProcessLimits
from media_pipeline.texts.data import LIMITS, NO_READER, TIME, TextRefused
from media_pipeline.texts.extracting import extract_text
from tests.factories.documents import bomb_bytes, docx_bytes, pdf_bytes


def extract(data: bytes, kind: str, **limits: float) -> str:
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        file.seek(0)
        return extract_text(file, kind, limits=ProcessLimits(**limits)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "kind"), [(pdf_bytes("Слово дано"), "pdf"), (docx_bytes("Слово дано"), "docx")]
)
def test_words_come_back_from_the_process(data: bytes, kind: str) -> None:
    assert extract(data, kind) == "Слово дано"


@pytest.mark.parametrize(
    ("data", "kind", "limits", "code"),
    [
        (bomb_bytes(), "docx", {}, LIMITS),
        (b"", "xlsx", {}, NO_READER),
        (pdf_bytes("Слово"), "pdf", {"seconds": 0.05}, TIME),
    ],
)
def test_the_reason_comes_back_too(
    data: bytes, kind: str, limits: dict[str, float], code: str
) -> None:
    with pytest.raises(TextRefused) as refused:
        extract(data, kind, **limits)
    assert refused.value.code == code
