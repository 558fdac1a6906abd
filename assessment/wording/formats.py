"""Words for the codes of formats: what was refused, lost or changed, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMATS: dict[str, str] = {
    # A whole file.
    "formats.xml": _("The XML file was refused: %(reason)s"),
    "formats.table": _("The table was refused: %(reason)s"),
    "formats.too-large": _("The file is too large: no more than %(limit)s MB are read."),
    "formats.too-many-items": _("Only the first %(limit)s questions were read. Divide the file."),
    "formats.unknown": _("The format of the file cannot be told by its content. Name the format."),
    "formats.not-text": _(
        "This is not a file with items: it cannot be read as text. "
        "A text must be in UTF-8 or Windows-1251."
    ),
    "formats.unknown-xml": _(
        "This XML file is neither Moodle’s nor QTI: it begins with “%(root)s”."
    ),
    "cases.no-list": _(
        "The file with the answers holds no cases: a list is needed, or an object with “cases”."
    ),
    "cases.no-case": _("A case must be an object with “responses”."),
    "cases.no-responses": _("Responses must be an object: what was answered, by identifier."),
    "cases.no-rounds": _("Rounds must be a list: the responses of each attempt."),
    "cases.too-many-rounds": _("No more than %(limit)s rounds are taken."),
    "cases.seed": _("A seed must be a whole number."),
    "formats.moodle.root": _("A Moodle file begins with “quiz”, this one with “%(found)s”."),
    # Of any format.
    "formats.not-an-item": _("The question cannot be made into an item (%(where)s): %(why)s"),
    "formats.not-expressible": _("This format has no questions of the type “%(kind)s”."),
    "formats.no-right-answer": _("No answer brings points. Mark the right one."),
    "formats.not-a-number": _("“%(text)s” is not a number."),
    "formats.any-number": _("Points for any other number were left out."),
    "formats.empty-pair": _("A pair to match lacks one of its sides."),
    "formats.changed-kind": _("The item became a question of another type: %(kind)s → %(into)s."),
    "formats.split-parts": _("The %(count)s parts of the item became questions of their own."),
    "formats.lost-solution": _("The solution was left out."),
    "formats.lost-notes": _("The author’s notes were left out."),
    "formats.lost-media": _("The format has no place for pictures and sounds: %(count)s."),
    "formats.lost-tags": _("The tags were left out."),
    "formats.lost-variables": _("The variables were left out: the values of this variant stay."),
    "formats.lost-feedback": _("Some words after the answer were left out."),
    "formats.lost-hints": _("The hints were left out."),
    "formats.lost-hint-penalty": _("What a hint costs was left out."),
    "formats.lost-tries": _("The number of tries and their penalty were left out."),
    "formats.lost-rubric": _("The criteria and notes for the marker were left out."),
    "formats.lost-markup": _("The markup of the texts was left out."),
    # Aiken.
    "formats.aiken.no-question": _("The question or an option has no text."),
    "formats.aiken.twice": _("The option “%(option)s” stands twice."),
    "formats.aiken.options": _("From two to 26 options are needed."),
    "formats.aiken.no-answer": _("There is no line “ANSWER: letter” after the options."),
    "formats.aiken.unknown": _("The answer “%(answer)s” is not among the options."),
    # GIFT.
    "formats.gift.brace": _(
        "A brace stands where none is expected. Write \\{ and \\} inside texts."
    ),
    "formats.gift.unclosed": _("The brace before the answers is not closed."),
    "formats.gift.before-first": _("Something stands before the first = or ~ between the braces."),
    "formats.gift.too-many-answers": _("There are more than 500 answers."),
    "formats.gift.number": _("A number is expected: 5, 5:0.1 or 3..7."),
    "formats.gift.range": _("The range ends before it starts."),
    "formats.gift.points": _(
        "This format has no points: the question will be worth one instead of %(points)s."
    ),
    "formats.gift.no-full-answer": _("This format needs an answer that brings all points."),
    "formats.gift.arrow": _("The sign -> cannot stand in these answers."),
    # Moodle, in.
    "formats.moodle.type": _(
        "Questions of the type “%(kind)s” are not Moodle’s own and are not taken."
    ),
    "formats.moodle.random": _(
        "A question of the type “%(kind)s” draws others at random and asks nothing itself."
    ),
    "formats.moodle.file": _(
        "The file “%(name)s” is damaged or larger than 20 MB and was left out."
    ),
    "formats.moodle.file-missing": _("The text shows the file “%(name)s”, which is not there."),
    "formats.moodle.file-unused": _("The file “%(name)s” is shown nowhere and was left out."),
    "formats.moodle.attachments": _("The files that may be attached to the essay were left out."),
    "formats.moodle.units": _(
        "Several units or answers: only the number is asked; “%(unit)s” stands behind the field."
    ),
    "formats.moodle.unit-kinds": _(
        "Which units of the kind of “%(unit)s” are accepted is told in another way there and here."
    ),
    "formats.moodle.grading": _("The grading “%(kind)s” became the nearest of ours."),
    "formats.moodle.select-all": _(
        "All things are put in order, not a part of them drawn at random."
    ),
    "formats.moodle.gap": _("There is no word for the gap %(gap)s."),
    "formats.moodle.no-gaps": _("The text has no gaps."),
    "formats.moodle.gap-in-tag": _(
        "A gap stands inside a tag or in a part of the text that is not kept."
    ),
    "formats.moodle.too-many-gaps": _("There are more than %(limit)s gaps."),
    "formats.moodle.cloze": _("An embedded answer cannot be read: %(text)s"),
    "formats.moodle.cloze-split": _(
        "The text mixes kinds of gaps: each gap became a part of the item."
    ),
    "formats.moodle.drop": _("A place waits for the label “%(choice)s”, which is not there."),
    "formats.moodle.image": _("The background picture is missing or cannot be read."),
    "formats.moodle.zone-size": _(
        "Moodle keeps only the corner of a place; its size was estimated by the labels."
    ),
    "formats.moodle.shape": _("The shape “%(shape)s” cannot be expressed."),
    "formats.moodle.variant": _(
        "Variant %(number)s of %(of)s: each row of the dataset became an item."
    ),
    "formats.moodle.no-dataset": _(
        "The question has no complete row of its dataset and cannot be computed."
    ),
    "formats.moodle.expression": _("The expression cannot be computed: %(expression)s"),
    # Moodle, out.
    "formats.moodle.scoring": _(
        "“%(scoring)s” is unknown there: a partly right answer may bring other points."
    ),
    "formats.moodle.choice-limits": _("How many options may be chosen was left out."),
    "formats.moodle.text-rule": _("How strictly words are compared differs there."),
    "formats.moodle.fractions": _(
        "There an answer is a number or an ordinary fraction by other rules."
    ),
    "formats.moodle.unit-label": _("The unit behind the field was left out: %(unit)s."),
    "formats.moodle.digits": _("The number was rounded to seven places."),
    "formats.moodle.tolerance": _("Rounding (%(kind)s) is told there by a distance."),
    "formats.moodle.sample": _("The sample answer was left out."),
    "formats.moodle.tries": _("There the number of tries follows from the number of hints."),
    "formats.moodle.right-markup": _("The right side became plain words."),
    "formats.moodle.label-markup": _("The labels became plain words."),
    "formats.moodle.equal-words": _("Two things on the right read the same, or one has no words."),
    "formats.moodle.no-group": _("A thing that belongs to no group cannot be expressed."),
    "formats.moodle.marks-in-row": _("A row with several marks or none cannot be expressed."),
    "formats.moodle.order-extra": _("Things that do not belong to the order cannot be expressed."),
    "formats.moodle.lost-file": _("The file “%(name)s” has no place there."),
    "formats.moodle.no-image": _("The picture “%(name)s” is not at hand."),
    "formats.moodle.weights": _("The weights of the places differ, which is not known there."),
    "formats.moodle.several-keys": _(
        "A place takes several things; there only the first is right."
    ),
    "formats.moodle.uses": _("How often a word may be used became: without limit."),
    "formats.moodle.cloze-points": _(
        "The points (%(points)s) became the sum of whole weights of the gaps."
    ),
    # Numbered text.
    "formats.moodle.unit-variants": _(
        "A number with a unit has one answer here: other answers and what is said to them were "
        "left out."
    ),
    "formats.empty": _("There is no question in the file."),
    "formats.share": _(
        "“%(share)s” is no share of the points: it lies between −100 and 100 per cent."
    ),
    "formats.blank-option": _("An option without words was left out."),
    "formats.numbered.before": _("A line before the first number was left out: %(text)s"),
    "formats.numbered.no-text": _("There is no question after the number."),
    "formats.numbered.no-answer": _(
        "No answer is marked. Put * before the right option or add a line “Answer: …”."
    ),
    "formats.numbered.unknown": _("There is no option “%(answer)s”."),
    "formats.numbered.two-keys": _(
        "Two answers contradict each other: “%(one)s” and “%(other)s”. Leave one."
    ),
    "formats.numbered.key-nowhere": _(
        "An answer of the table was left out: no question has this number, or several have: "
        "%(text)s"
    ),
    "formats.numbered.between": _("A line between two questions was left out: %(text)s"),
    # Spreadsheets.
    "formats.sheet.doubled": _("Two columns are headed “%(heading)s”. Leave one."),
    "formats.sheet.no-question": _(
        "There is no column “Question”. Take the headings of the template."
    ),
    "formats.sheet.no-text": _("The cell of the question is empty. Write the question."),
    "formats.sheet.type": _("There is no type “%(name)s”. Take one of the template."),
    "formats.sheet.no-type": _("Neither a type nor an answer is given. Fill in one of the cells."),
    "formats.sheet.scoring": _(
        "The type of this row is not scored by “%(name)s”. It knows: %(modes)s."
    ),
    "formats.sheet.points": _("“%(text)s” is not a number of points."),
    "formats.sheet.options": _("At least %(least)s options are needed."),
    "formats.sheet.option-gap": _(
        "An option between others is empty. Leave no empty cell between them."
    ),
    "formats.sheet.unknown-option": _(
        "The answer names option “%(key)s”, there are %(count)s. Give numbers or letters."
    ),
    "formats.sheet.no-key": _("The cell of the answer is empty. Give the right answer."),
    "formats.sheet.one-key": _(
        "Only one option can be right here. Choose the type “multiple choice” for more."
    ),
    "formats.sheet.truth": _("The answer must be true or false."),
    "formats.sheet.quantity": _("The answer must be a number with a unit, as 36 km/h."),
    "formats.sheet.no-gaps": _("The question has no gaps. Put the answers into [[ ]]."),
    "formats.sheet.gap-key": _("Gap %(gap)s needs exactly one option with * before it."),
    "formats.sheet.hints": _("Only the first hint was written, without its price."),
    "formats.sheet.weights": _(
        "Answers that bring a part of the points do not fit into the table."
    ),
    "formats.sheet.other-keys": _("Several right sets do not fit into the table."),
    "formats.sheet.too-many-options": _(
        "No more than %(most)s options fit into the table, and none may be empty."
    ),
    "formats.sheet.bar": _(
        "A text with the sign | or * at its beginning does not fit into the table."
    ),
    "formats.sheet.digit-order": _(
        "In which order the digits may stand was left out: exactly as in the key."
    ),
    "formats.sheet.tolerances": _(
        "Different tolerances of one question do not fit into the table."
    ),
    "formats.sheet.unit-rule": _(
        "The rules for the unit were left out: any of its kind, all points or none."
    ),
    "formats.sheet.formula": _("Variables, form and domain of the formula were left out."),
    "formats.sheet.arrow": _("A text with an arrow does not fit into a pair of the table."),
    "formats.sheet.empty-group": _(
        "Groups with nothing in them, or with equal names, do not fit into the table."
    ),
    "formats.sheet.number-gap": _("A gap for a number does not fit into the table."),
}
