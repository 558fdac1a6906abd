"""Interactions on an image, a number line or a plane with axes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.base import Choice
from assessment.items.choosing import Hotspot
from assessment.items.outcome import Reason
from assessment.items.plane import GraphPlot, Interval, NumberLine
from assessment.items.relating import DragOnImage
from assessment.scoring.assigning import assign_most
from assessment.scoring.codes import Code
from assessment.scoring.gaps import check_group, check_uses, fits_zone
from assessment.scoring.mark import EMPTY, Mark, Refused, label_choice, settle
from assessment.scoring.numbers import exact, read_number
from assessment.scoring.pairs import Place, first_words, mark_places
from assessment.scoring.reading import (
    MOST_POINTS,
    is_empty,
    read_id,
    read_id_map,
    read_ids,
    read_points,
)
from assessment.scoring.regions import contains
from assessment.scoring.sets import MODES, Chosen, mark_set

Spot = tuple[Fraction, Fraction]


def score_hotspot(interaction: Hotspot, answer: Any, points: Decimal) -> Mark:
    """Places of an image, by the mode; a point stands for the region it lies in.

    Points are given to regions so that as many of the key as possible are hit; two in one region
    are one, and one outside all regions is a wrong choice.
    """
    if is_empty(answer) and not (answer == [] and not interaction.key):
        return EMPTY
    regions = {region.id: region for region in interaction.regions}
    outside = 0
    if isinstance(answer, list | tuple) and answer and isinstance(answer[0], list | tuple):
        chosen, outside = _hit(interaction, read_points(answer))
        given = len(answer)
    else:
        chosen = read_ids(answer, regions)
        given = len(chosen)
    if interaction.at_most is not None and given > interaction.at_most:
        raise Refused(Code.TOO_MANY, most=str(interaction.at_most))
    choices = [
        Choice.model_construct(
            id=one.id, html=one.label or one.id, feedback=one.feedback, weight=Decimal(0)
        )
        for one in interaction.regions
    ]
    strays = [f"·{number}" for number in range(1, outside + 1)]
    choices += [
        Choice.model_construct(id=one, html=one, feedback="", weight=Decimal(0)) for one in strays
    ]
    return mark_set(interaction.scoring, choices, (interaction.key,), [*chosen, *strays], points)


def _hit(interaction: Hotspot, spots: list[Spot]) -> tuple[list[str], int]:
    wanted = [region for region in interaction.regions if region.id in interaction.key]
    hits = [
        [number for number, region in enumerate(wanted) if contains(region, spot)] for spot in spots
    ]
    partner = assign_most(hits)
    chosen = [wanted[number].id for number in partner]
    used = set(partner.values())
    outside = 0
    for number, spot in enumerate(spots):
        if number in used or hits[number]:
            continue
        found = next((one.id for one in interaction.regions if contains(one, spot)), None)
        if found is None:
            outside += 1
        elif found not in chosen:
            chosen.append(found)
    return chosen, outside


def score_drag_on_image(interaction: DragOnImage, answer: Any, points: Decimal) -> Mark:
    """Labels on an image: in zones by id, or at points that fall into zones; by the mode."""
    if is_empty(answer):
        return EMPTY
    labels = {label.id: label for label in interaction.labels}
    if isinstance(answer, dict) and any(isinstance(one, list | tuple) for one in answer.values()):
        return _score_markers(interaction, answer, points)
    zones = {zone.id: zone for zone in interaction.zones}
    given = read_id_map(answer, zones, labels)
    check_uses(given.values(), dict(labels))
    places = []
    for number, zone in enumerate(interaction.zones, 1):
        label = labels.get(given.get(zone.id, ""))
        if label is not None:
            check_group(label, zone.group)
        share = Fraction(int(label is not None and fits_zone(label.id, zone)))
        name = None if label is None else label_choice(label)
        places.append(Place(zone.label or str(number), name, share, exact(zone.weight)))
    feedback = first_words([labels[one].feedback for one in given.values()])
    return mark_places(interaction.scoring, places, points, feedback=feedback)


def _score_markers(interaction: DragOnImage, answer: dict[Any, Any], points: Decimal) -> Mark:
    """Moodle's markers: each zone may be hit by one label of its keys; those beyond are extra."""
    labels = {label.id: label for label in interaction.labels}
    placed: list[tuple[str, Spot]] = []
    for label, spots in answer.items():
        read_id(label, labels)
        placed += [(label, spot) for spot in read_points(spots or [])]
    if len(placed) > MOST_POINTS:
        raise Refused(Code.TOO_MANY, most=str(MOST_POINTS))
    check_uses([label for label, _ in placed], dict(labels))
    # Zones of weight first: whom the assignment serves first it never gives up.
    zones = sorted(interaction.zones, key=lambda zone: -zone.weight)
    hits = [
        [
            number
            for number, (label, spot) in enumerate(placed)
            if fits_zone(label, zone) and contains(zone, spot)
        ]
        for zone in zones
    ]
    hit = {zone: marker for marker, zone in assign_most(hits).items()}
    strays = len(placed) - len(hit)
    places = []
    for number, zone in enumerate(zones):
        name = label_choice(labels[placed[hit[number]][0]]) if number in hit else None
        if name is None and strays:
            strays, name = strays - 1, "·"
        share = Fraction(int(number in hit))
        places.append(Place(zone.label or zone.id, name, share, exact(zone.weight)))
    return mark_places(interaction.scoring, places, points, extra=strays)


def score_number_line(interaction: NumberLine, answer: Any, points: Decimal) -> Mark:
    """Points or intervals of a number line: each of the key within the tolerance, by the mode."""
    if is_empty(answer):
        return EMPTY
    if not isinstance(answer, dict) or set(answer) - {"points", "intervals"}:
        raise Refused(Code.BAD_SHAPE)
    given_points = [read_number(one).value for one in _read_list(answer.get("points"))]
    given = list(dict.fromkeys(given_points))
    intervals = list(dict.fromkeys(_read_interval(i) for i in _read_list(answer.get("intervals"))))
    allowed = exact(interaction.tolerance)
    wanted = [exact(point) for point in interaction.points]
    hits = [[n for n, key in enumerate(wanted) if abs(one - key) <= allowed] for one in given]
    base = len(wanted)
    keys = [_ends(interval) for interval in interaction.intervals]
    hits += [
        [base + n for n, key in enumerate(keys) if _same(one, key, allowed)] for one in intervals
    ]
    names = [_show(point) for point in wanted] + [_show_interval(key) for key in keys]
    shown = [_show(one) for one in given] + [_show_interval(one) for one in intervals]
    return _mark_hits(interaction.scoring, names, shown, assign_most(hits), points)


Ends = tuple[Fraction | None, Fraction | None, bool, bool]


def _read_list(found: Any) -> list[Any]:
    if found is None:
        return []
    if not isinstance(found, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    if len(found) > MOST_POINTS:
        raise Refused(Code.TOO_MANY, most=str(MOST_POINTS))
    return list(found)


def _read_interval(found: Any) -> Ends:
    if not isinstance(found, dict):
        raise Refused(Code.BAD_SHAPE)
    ends = [None if found.get(n) is None else read_number(found[n]).value for n in ("start", "end")]
    has = [found.get(name, True) for name in ("has_start", "has_end")]
    if not all(isinstance(one, bool) for one in has):
        raise Refused(Code.BAD_SHAPE)
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        raise Refused(Code.REVERSED_INTERVAL, start=_show(ends[0]), end=_show(ends[1]))
    return ends[0], ends[1], ends[0] is not None and has[0], ends[1] is not None and has[1]


def _ends(interval: Interval) -> Ends:
    start = None if interval.start is None else exact(interval.start)
    end = None if interval.end is None else exact(interval.end)
    has_start, has_end = interval.has_start, interval.has_end
    return start, end, start is not None and has_start, end is not None and has_end


def _same(one: Ends, key: Ends, allowed: Fraction) -> bool:
    return one[2:] == key[2:] and all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) <= allowed)
        for a, b in zip(one[:2], key[:2], strict=True)
    )


def _show(value: Fraction | None) -> str:
    if value is None:
        return "∞"
    if value.denominator == 1:
        text = str(value.numerator)
    else:
        text = f"{float(value):g}" if value.denominator.bit_length() < 900 else "…"
    # As schools write it, and as the fields read it: «(−1,5; 2)».
    return text.replace(".", ",").replace("-", "−")


def _show_interval(ends: Ends) -> str:
    opens, closes = "[" if ends[2] else "(", "]" if ends[3] else ")"
    start = "−∞" if ends[0] is None else _show(ends[0])
    return f"{opens}{start}; {_show(ends[1])}{closes}"


def _mark_hits(
    scoring: str, names: list[str], shown: list[str], partner: dict[int, int], points: Decimal
) -> Mark:
    used = set(partner.values())
    chosen = Chosen(
        right=[names[number] for number in sorted(partner)],
        wrong=[name for number, name in enumerate(shown) if number not in used],
        missed=[name for number, name in enumerate(names) if number not in partner],
        points=points,
    )
    share, reasons = MODES[scoring](chosen)
    return settle(share, points, reasons)


def score_graph_plot(interaction: GraphPlot, answer: Any, points: Decimal) -> Mark:
    """Points, a line through two points, or a broken line, within the tolerance."""
    if is_empty(answer):
        return EMPTY
    given = read_points(answer)
    key = [(exact(x), exact(y)) for x, y in interaction.key]
    allowed = exact(interaction.tolerance)
    if interaction.figure == "line":
        return _mark_line(given, key, allowed, points)
    if interaction.figure == "points":
        given = list(dict.fromkeys(given))
        hits = [[n for n, k in enumerate(key) if _at(one, k, allowed)] for one in given]
    else:
        hits = max(
            (_follow(given, way, allowed) for way in (key, key[::-1])),
            key=lambda found: sum(map(len, found)),
        )
    names, shown = [_show_spot(k) for k in key], [_show_spot(one) for one in given]
    return _mark_hits(interaction.scoring, names, shown, assign_most(hits), points)


def _follow(given: list[Spot], way: list[Spot], allowed: Fraction) -> list[list[int]]:
    """Return for each corner its own of the key, which it may be at, and no other."""
    return [
        [number] if number < len(way) and _at(one, way[number], allowed) else []
        for number, one in enumerate(given)
    ]


def _at(one: Spot, key: Spot, allowed: Fraction) -> bool:
    return abs(one[0] - key[0]) <= allowed and abs(one[1] - key[1]) <= allowed


def _show_spot(spot: Spot) -> str:
    return f"({_show(spot[0])}; {_show(spot[1])})"


def _mark_line(given: list[Spot], key: list[Spot], allowed: Fraction, points: Decimal) -> Mark:
    """Both points lie on the key's line and the key's on theirs: near points decide nothing."""
    if len(given) != 2:
        raise Refused(Code.TWO_POINTS)
    if given[0] == given[1]:
        raise Refused(Code.SAME_POINT)
    is_right = all(_lies_on(one, key, allowed) for one in given) and all(
        _lies_on(one, given, allowed) for one in key
    )
    shown = " ".join(_show_spot(one) for one in given)
    reason = Reason(
        Code.RIGHT if is_right else Code.WRONG,
        {"answer": shown},
        points if is_right else Decimal(0),
    )
    return settle(Fraction(int(is_right)), points, [reason])


def _lies_on(spot: Spot, line: list[Spot], allowed: Fraction) -> bool:
    """Tell whether a point is within the tolerance of a line, up, down or sideways."""
    (x, y), (other_x, other_y) = line
    across, up = other_x - x, other_y - y
    off = (spot[0] - x) * up - (spot[1] - y) * across
    return abs(off) <= allowed * max(abs(across), abs(up))
