"""Words for the codes of scoring."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from assessment.scoring.codes import Code

SCORING: dict[str, str] = {
    Code.NO_ANSWER: gettext_noop("No answer. It spends no try."),
    Code.BAD_SHAPE: gettext_noop("The answer has another shape than the question asks for."),
    Code.TOO_LONG: gettext_noop("The answer is longer than %(most)s signs."),
    Code.TOO_MANY: gettext_noop("Choose no more than %(most)s."),
    Code.TOO_FEW: gettext_noop("Choose at least %(least)s."),
    Code.UNKNOWN_CHOICE: gettext_noop("“%(choice)s” is not among the choices."),
    Code.STANDS_TWICE: gettext_noop("“%(choice)s” stands twice."),
    Code.USED_TOO_OFTEN: gettext_noop("“%(choice)s” may be used %(most)s times at most."),
    Code.ANOTHER_GROUP: gettext_noop("“%(choice)s” does not go into this place."),
    Code.TWO_IN_ROW: gettext_noop("Make one mark in a row."),
    Code.NOT_A_NUMBER: gettext_noop("“%(answer)s” cannot be read as a number."),
    Code.AMBIGUOUS_NUMBER: gettext_noop(
        "“%(answer)s” can be read in two ways. Write thousands with spaces and the fraction "
        "after one comma: 1 234,5."
    ),
    Code.ZERO_DENOMINATOR: gettext_noop("A fraction cannot have nought below the line."),
    Code.NUMBER_TOO_LARGE: gettext_noop("The number is too large to be read."),
    Code.NO_FRACTIONS: gettext_noop("Write the answer as a decimal, not as a common fraction."),
    Code.UNKNOWN_UNIT: gettext_noop("“%(unit)s” is not a unit that is known here."),
    Code.NO_SIGNS: gettext_noop("The answer has neither digits nor letters."),
    Code.SAME_POINT: gettext_noop("The two points are the same: they give no line."),
    Code.TWO_POINTS: gettext_noop("Put exactly two points of the line."),
    Code.REVERSED_INTERVAL: gettext_noop(
        "The beginning of an interval is greater than its end: %(start)s and %(end)s."
    ),
    Code.UNIT_IN_ITS_FIELD: gettext_noop(
        "“%(answer)s” is more than a number: write the unit in the second field only."
    ),
    Code.FIELD_NOT_A_NUMBER: gettext_noop(
        "Field %(field)s: “%(answer)s” cannot be read as a number."
    ),
    Code.RIGHT: gettext_noop("The answer is right. %(answer)s"),
    Code.WRONG: gettext_noop("The answer is not right: %(answer)s"),
    Code.ACCEPTED_PARTLY: gettext_noop("Accepted for a part of the points: %(answer)s"),
    Code.RIGHT_CHOICE: gettext_noop("Rightly chosen: %(choice)s"),
    Code.WRONG_CHOICE: gettext_noop("Wrongly chosen: %(choice)s"),
    Code.MISSED_CHOICE: gettext_noop("Not chosen, though right: %(choice)s"),
    Code.WEIGHED_CHOICE: gettext_noop("Chosen: %(choice)s"),
    Code.RIGHT_PLACE: gettext_noop("%(place)s: “%(answer)s” is right."),
    Code.WRONG_PLACE: gettext_noop("%(place)s: “%(answer)s” is not right."),
    Code.EMPTY_PLACE: gettext_noop("%(place)s: left empty."),
    Code.EXTRA_PLACES: gettext_noop("More than asked: %(extra)s"),
    Code.RIGHT_SIGNS: gettext_noop("Right signs: %(right)s of %(all)s."),
    Code.EXTRA_SIGNS: gettext_noop("Signs too many: %(extra)s"),
    Code.ERRORS: gettext_noop("Errors: %(errors)s. Each takes one point."),
    Code.NOT_ALL: gettext_noop("Points are given for the whole answer only, and it is not whole."),
    Code.CHOSE_MORE: gettext_noop("More is chosen than the %(most)s that are right: no points."),
    Code.AT_PLACE: gettext_noop("Place %(place)s: “%(answer)s” stands right."),
    Code.WRONG_AT_PLACE: gettext_noop("Place %(place)s: “%(answer)s” stands wrong."),
    Code.NONE_AT_PLACE: gettext_noop("Place %(place)s: nothing stands there."),
    Code.IN_ORDER: gettext_noop("In the right order one after another: %(right)s of %(all)s."),
    Code.NEIGHBOURS: gettext_noop("Neighbours that stand as they should: %(right)s of %(all)s."),
    Code.NEAR_PLACES: gettext_noop("Nearness to the right places: %(right)s of %(all)s."),
    Code.PAIRS_IN_ORDER: gettext_noop("Pairs in the right order: %(right)s of %(all)s."),
    Code.WRONG_PRECISION: gettext_noop(
        "The value fits, but it is written with another number of digits than %(digits)s."
    ),
    Code.NO_UNIT: gettext_noop("The unit of measurement is missing."),
    Code.WRONG_UNIT: gettext_noop("“%(answer)s” measures something else than what is asked for."),
    Code.OTHER_UNIT: gettext_noop("“%(answer)s” is not in the unit asked for."),
    Code.FORMULA_FORM: gettext_noop("The formula is equal, but not written in the form asked for."),
    Code.NOT_BELOW_NOUGHT: gettext_noop(
        "The points would come out below nought: no more is taken than there was."
    ),
    Code.NOT_ABOVE_ALL: gettext_noop(
        "The points would come out above all of the question: no more is given than there is."
    ),
    Code.HINTS: gettext_noop("Hints taken: %(count)s."),
    Code.TRIES: gettext_noop("Wrong answers before: %(count)s."),
    Code.AWAITS_MARK: gettext_noop("A teacher will mark it."),
    Code.AWAITS_CRITERIA: gettext_noop("Criteria without a mark: %(criteria)s"),
    Code.UNDECIDED: gettext_noop("The program cannot decide: a teacher will mark it."),
    Code.UNSUPPORTED: gettext_noop("A teacher will mark it; the program lacks: %(names)s."),
    Code.KEY_UNREADABLE: gettext_noop("The key cannot be read: a teacher will mark the answer."),
    Code.CRITERION: gettext_noop("%(criterion)s: %(given)s of %(most)s."),
    Code.SCALED: gettext_noop(
        "By the criteria %(given)s of %(most)s, scaled to the points of the question."
    ),
    Code.MARKED: gettext_noop("Marked by a teacher."),
    Code.TOO_FEW_WORDS: gettext_noop("Words: %(words)s; at least %(least)s are asked for."),
    Code.TOO_MANY_WORDS: gettext_noop("Words: %(words)s; at most %(most)s are asked for."),
    Code.FIELD_RIGHT: gettext_noop("Field %(field)s is right."),
    Code.FIELD_WRONG: gettext_noop("Field %(field)s is not right."),
    Code.FIELD_PARTLY: gettext_noop("Field %(field)s is partly right."),
    Code.FIELD_EMPTY: gettext_noop("Field %(field)s is left empty."),
    Code.QTI_SCORE: gettext_noop("By the rules of the question: %(score)s of %(most)s."),
}
