"""What an expert does on the review screen, with real clicks and keys."""

from __future__ import annotations

from typing import Any


def answer_rubric(page: Any, *, failed: tuple[str, ...] = ()) -> None:
    """Answer every criterion with a yes, those named by code in ``failed`` with a no."""
    form = page.locator("#decision-form")
    form.wait_for()
    names = form.locator("input[type=radio]").evaluate_all(
        "radios => [...new Set(radios.map(radio => radio.name))]"
    )
    for name in names:
        mark = "no" if name.removeprefix("mark-") in failed else "yes"
        form.locator(f"input[name='{name}'][value={mark}]").check()


def vote(page: Any, verb: str) -> None:
    """Press the button of a verdict; what cannot be undone is confirmed with its box."""
    if verb == "approve":
        page.check("#approve-confirmed")
    page.click(f"#decision-form button[formaction$='/{verb}/']")
    page.wait_for_url("**/review/")
