"""Words for what the engine says of formulas."""

from __future__ import annotations

from django.utils.translation import gettext_noop

FORMULA: dict[str, str] = {
    "formula.too_long": gettext_noop("The formula is too long."),
    "formula.empty": gettext_noop("No formula has been entered."),
    "formula.not_closed": gettext_noop("The bracket «%(piece)s» at sign %(place)s is not closed."),
    "formula.not_opened": gettext_noop("The bracket «%(piece)s» at sign %(place)s closes nothing."),
    "formula.unknown_sign": gettext_noop(
        "The sign «%(piece)s» at place %(place)s is not known here."
    ),
    "formula.unknown_command": gettext_noop(
        "The command «%(piece)s» at place %(place)s is not known here."
    ),
    "formula.unknown_word": gettext_noop(
        "The word «%(piece)s» at place %(place)s is not known here."
    ),
    "formula.two_commas": gettext_noop("«%(piece)s» has two commas or points: write one number."),
    "formula.missing_sign": gettext_noop(
        "A sign of an operation is missing before «%(piece)s» (place %(place)s)."
    ),
    "formula.function_or_product": gettext_noop(
        "«%(piece)s» may be a function or a product: put brackets or a sign of multiplication."
    ),
    "formula.inverse_function": gettext_noop(
        "«%(piece)s» with the power −1 may be read in two ways: write arc… or a fraction."
    ),
    "formula.logarithm_base": gettext_noop(
        "The base of «%(piece)s» is missing: write log_2(8), lg or ln."
    ),
    "formula.doubtful_bars": gettext_noop(
        "It is not clear which bars belong together: use abs(…)."
    ),
    "formula.doubtful_root": gettext_noop(
        "It is not clear how far the root reaches: put brackets."
    ),
    "formula.doubtful_power": gettext_noop(
        "It is not clear what the power belongs to: put brackets."
    ),
    "formula.doubtful_division": gettext_noop(
        "It is not clear what is divided by: put brackets around the denominator."
    ),
    "formula.doubtful_argument": gettext_noop(
        "It is not clear how far the argument of the function reaches: put brackets."
    ),
    "formula.doubtful_comma": gettext_noop(
        "It is not clear whether the comma parts a number or two of them: use «;» between numbers."
    ),
    "formula.not_a_value": gettext_noop("A statement or a set stands where a number belongs."),
    "formula.out_of_place": gettext_noop("«%(piece)s» at place %(place)s does not fit there."),
    "formula.unfinished": gettext_noop("The formula is not finished."),
    "formula.equal": gettext_noop("The formula equals the key."),
    "formula.different": gettext_noop("The formula differs from the key."),
    "formula.undecided": gettext_noop(
        "Whether the formula equals the key could not be proved: a teacher decides."
    ),
    "formula.took_too_long": gettext_noop(
        "Comparing the formula with the key took too long: a teacher decides."
    ),
    "formula.bad_key": gettext_noop(
        "The key cannot be read: a teacher decides. The author should mend it."
    ),
    "formula.form_undecided": gettext_noop(
        "Whether the formula has the form asked for could not be told: a teacher decides."
    ),
    "formula.not_same": gettext_noop("The formula is equal, but has to be written like the key."),
    "formula.not_factored": gettext_noop("The formula is equal, but is not factored completely."),
    "formula.not_expanded": gettext_noop("The formula is equal, but brackets are left in it."),
    "formula.not_lowest_terms": gettext_noop(
        "The formula is equal, but a fraction in it can be reduced."
    ),
    "formula.not_single_fraction": gettext_noop("The formula is equal, but is not one fraction."),
    "formula.unfinished_sum": gettext_noop(
        "The numbers are still to be added up: a teacher decides."
    ),
}
