"""Words for the codes of qti."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

QTI: dict[str, str] = {
    # A file that is not read.
    "qti-xml": _("This is not XML that can be read. Save the file in UTF-8, without a DTD."),
    "qti-no-item": _("There is no QTI item in the file (assessmentItem)."),
    "qti-lone-test": _(
        "The file is a test that only refers to its items. Give the whole package, a ZIP file."
    ),
    "qti-no-test": _("There is no test in the package, and not one item but several or none."),
    "qti-too-large": _("The file is too large."),
    "qti-archive": _("The archive was refused: %(reason)s"),
    "qti-no-manifest": _("There is no imsmanifest.xml in the package."),
    "qti-no-items": _("The manifest of the package lists no items."),
    # An item that is refused: it could never be scored as its author meant.
    "qti-undeclared": _("The processing uses the variable “%(name)s”, which is not declared."),
    "qti-no-correct": _(
        "The processing compares “%(name)s” with its correct response, but none is declared."
    ),
    "qti-no-mapping": _(
        "The processing takes points for “%(name)s” from a mapping, but none is declared."
    ),
    "qti-no-area-mapping": _(
        "The processing takes points for “%(name)s” from areas, but none are declared."
    ),
    "qti-no-response-processing": _(
        "“%(name)s” has a key, but there is no response processing: nobody would get a point."
    ),
    "qti-not-valid": _("The item cannot be taken: %(reason)s"),
    "qti-composite": _("An item kept as QTI cannot be one of several parts of a QTI item."),
    # What was taken in another way, or not.
    "qti-kept": _(
        "Kept as a QTI item and scored by its own processing: no interaction of the library "
        "means the same (%(name)s)."
    ),
    "qti-unsupported": _("Not supported: %(name)s. A teacher has to mark the item."),
    "qti-feedback": _("Feedback that depends on more than the chosen answer was not taken."),
    "qti-maximum-derived": _(
        "The item does not state its maximum; its key brings %(points)s points."
    ),
    "qti-maximum-differs": _(
        "The item states a maximum of %(stated)s, but its key brings %(points)s points."
    ),
    "qti-answered-elsewhere": _(
        "The item has no field for an answer: it is answered on paper, and a teacher marks it."
    ),
    "qti-no-metadata": _("The package has no metadata: neither a title nor a description."),
    "qti-missing-file": _("A file that the item or the test names is not in the package."),
    "qti-file-kind": _("“%(name)s” is no picture, sound, film or PDF and was not taken."),
    "qti-file-refused": _("“%(name)s” is too large or damaged in the package."),
    "qti-unlisted-file": _("The item is not listed in the manifest; it was read all the same."),
    "qti-test-part": _("Rules of the test are not taken: %(name)s."),
    # What a player elsewhere does in another way.
    "qti-hints": _("Other programs will not show the hints; this library keeps them."),
    "qti-part-feedback": _(
        "Other programs will not show what is said to the answer; this library keeps it."
    ),
    "qti-mode": _(
        "Other programs will give all points or none: QTI has no such mode of scoring. "
        "This library keeps it."
    ),
    "qti-other-keys": _("Other programs will know one of the right answers only."),
    "qti-shown-regions": _("Other programs will show the places that are hidden here."),
    "qti-text-rule": _(
        "Other programs compare texts letter by letter: the rule of comparing is kept by this "
        "library only."
    ),
    "qti-number-form": _("Other programs will not check how many digits are written."),
    "qti-digits": _("Other programs will compare the digits letter by letter, in their order."),
    "qti-units": _("Other programs will not convert units: they compare the text with the key."),
    "qti-formula": _("Other programs will compare the formula letter by letter."),
    "qti-audio": _("Other programs will ask for a file instead of a recording."),
    "qti-marked-by-people": _(
        "QTI has no interaction of this kind: other programs will show a field for text, and a "
        "teacher marks it. This library keeps it."
    ),
}
