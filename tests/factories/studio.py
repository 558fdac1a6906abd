"""What a browser sends back from the editing screen."""

from __future__ import annotations


def minimal_form(title: str = "Из формы") -> dict[str, str]:
    """Return the smallest form that Wagtail takes as a draft: a title and nothing else."""
    data = {
        "title": title,
        "licence": "CC-BY-4.0",
        "language": "ru",
        "length_minutes": "45",
        "support": "null",
        "extension": "null",
        "homework": "null",
    }
    for stream in ("key_points", "misconceptions", "keywords", "planned_results", "body"):
        data[f"{stream}-count"] = "0"
    for name, value in (("TOTAL", "0"), ("INITIAL", "0"), ("MIN_NUM", "0"), ("MAX_NUM", "1000")):
        data[f"topic_links-{name}_FORMS"] = value
    return data
