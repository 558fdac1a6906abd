import pytest

from tests.factories.searches import clean_buffer


@pytest.fixture(autouse=True)
def buffer():
    with clean_buffer() as counters:
        yield counters
