"""The door of ``learning_objects``."""

from learning_objects.actions.author_reports import hide_author_page, make_report
from learning_objects.actions.authors import leave_object, remove_coauthor
from learning_objects.actions.creation import create_object, duplicate_object
from learning_objects.actions.drafts import save_draft
from learning_objects.actions.forking import fork_object
from learning_objects.actions.offers import (
    accept_offer,
    decline_offer,
    expire_offers,
    offer_part,
    withdraw_offer,
)
from learning_objects.actions.publishers import save_organisation, set_publisher
from learning_objects.actions.ratings import (
    answer_review,
    hide_review,
    rate_object,
    remove_rating,
    report_review,
    show_review,
)
from learning_objects.actions.removal import (
    delete_draft,
    remove_by_institute,
    restore_object,
    withdraw_object,
)
from learning_objects.actions.restoring import restore_objects
from learning_objects.actions.review import (
    cancel_review,
    publish_revision,
    resume_review,
    return_from_review,
    start_review,
)
from learning_objects.actions.sampling import copy_revision
from learning_objects.actions.suggesting import (
    accept_suggestion,
    decline_suggestion,
    suggest_edit,
    take_back_suggestion,
)
from learning_objects.actions.thanks import give_thanks, take_thanks_back
from learning_objects.actions.usage import forget_usage, record_usage
from learning_objects.assets import assets_of
from learning_objects.attached import attached_files, attached_words
from learning_objects.author_facts import (
    author_facts,
    get_report,
    is_author_page_hidden,
    reports_of,
)
from learning_objects.catalogue import all_grades, all_subjects
from learning_objects.checks import register_check, register_judge
from learning_objects.content import version_digest
from learning_objects.counts import get_counts
from learning_objects.coverage import coverage_by_kind
from learning_objects.coverage_map.counting import refresh_coverage
from learning_objects.coverage_map.remedies import find_remedies as find_gap_remedies
from learning_objects.coverage_map.remedies import register_gap_remedy
from learning_objects.coverage_map.topics import wants_material
from learning_objects.lesson_candidates import candidates_on_nodes, needed_before
from learning_objects.licences import licence_name, open_licences
from learning_objects.models import LearningObject, Selection
from learning_objects.offer_queries import (
    count_offers_to,
    get_offer,
    offers_by,
    offers_to,
    open_offers_of,
    parts_taken_by,
)
from learning_objects.pieces import pieces_of
from learning_objects.places import blocks_with_places, stages_with_places
from learning_objects.plain_text import strip_html, text_of, text_of_block
from learning_objects.presenting import (
    attribution,
    attributions,
    hit_of,
    hits_of,
    licence_of,
    object_url,
    version_url,
)
from learning_objects.public_pages import public_page
from learning_objects.public_queries import (
    cards,
    derivatives_of,
    get_version,
    get_versions,
    latest_versions,
    library_stamp,
    public_cards,
    public_uuids,
    related_to,
    shown_assets,
    standing_of,
    versions_by_author,
    versions_of,
    versions_on_nodes,
    withdrawn_numbers,
)
from learning_objects.publisher_queries import (
    get_organisation,
    organisations,
    organisations_of,
)
from learning_objects.quality_queries import quality_of
from learning_objects.queries import (
    author_uuids,
    authors_of,
    check_content,
    count_states,
    draft_content,
    get_object,
    has_unreviewed_changes,
    is_author,
    is_owner,
    objects_of,
    revision_content,
    revision_contents,
    run_checks,
)
from learning_objects.reader_queries import (
    get_rating,
    rating_by,
    reader_numbers,
    reported_reviews,
    reviews_of,
)
from learning_objects.realignment.actions import follow_framework
from learning_objects.realignment.bulk import accept_ready, roll_all_back
from learning_objects.records import (
    known_objects,
    published_uuids,
    read_records,
    taken_decisions,
    view_of_record,
)
from learning_objects.render import render_content, render_version
from learning_objects.report_files import report_csv, report_xlsx
from learning_objects.school_terms import school_half, school_year
from learning_objects.selections.actions import (
    change_selection,
    make_selection,
    publish_selection,
)
from learning_objects.selections.queries import latest_selections
from learning_objects.selections.sections import add_entry, save_section
from learning_objects.shape import find_faults
from learning_objects.shelves.actions import ensure_first_shelf, make_shelf
from learning_objects.shelves.items import keep_object
from learning_objects.shelves.queries import get_shelf
from learning_objects.shelves.sharing import share_shelf
from learning_objects.suggestion_queries import (
    get_suggestion,
    suggestions_by,
    suggestions_for,
    suggestions_unanswered,
)
from learning_objects.suggestion_states import register_stand_in
from learning_objects.usage_queries import (
    most_used_first,
    places_using,
    usage_between,
    usage_by_kind,
    usage_by_version,
    usage_of,
    usage_this_term,
)
from learning_objects.usage_words import register_usage, tell_usage
from learning_objects.verifiers import is_verified_teacher, register_verifier

__all__ = [
    "LearningObject",
    "Selection",
    "accept_offer",
    "accept_ready",
    "accept_suggestion",
    "add_entry",
    "all_grades",
    "all_subjects",
    "answer_review",
    "assets_of",
    "attached_files",
    "attached_words",
    "attribution",
    "attributions",
    "author_facts",
    "author_uuids",
    "authors_of",
    "blocks_with_places",
    "cancel_review",
    "candidates_on_nodes",
    "cards",
    "change_selection",
    "check_content",
    "copy_revision",
    "count_offers_to",
    "count_states",
    "coverage_by_kind",
    "create_object",
    "decline_offer",
    "decline_suggestion",
    "delete_draft",
    "derivatives_of",
    "draft_content",
    "duplicate_object",
    "ensure_first_shelf",
    "expire_offers",
    "find_faults",
    "find_gap_remedies",
    "follow_framework",
    "forget_usage",
    "fork_object",
    "get_counts",
    "get_object",
    "get_offer",
    "get_organisation",
    "get_rating",
    "get_report",
    "get_shelf",
    "get_suggestion",
    "get_version",
    "get_versions",
    "give_thanks",
    "has_unreviewed_changes",
    "hide_author_page",
    "hide_review",
    "hit_of",
    "hits_of",
    "is_author",
    "is_author_page_hidden",
    "is_owner",
    "is_verified_teacher",
    "keep_object",
    "known_objects",
    "latest_selections",
    "latest_versions",
    "leave_object",
    "library_stamp",
    "licence_name",
    "licence_of",
    "make_report",
    "make_selection",
    "make_shelf",
    "most_used_first",
    "needed_before",
    "object_url",
    "objects_of",
    "offer_part",
    "offers_by",
    "offers_to",
    "open_licences",
    "open_offers_of",
    "organisations",
    "organisations_of",
    "parts_taken_by",
    "pieces_of",
    "places_using",
    "public_cards",
    "public_page",
    "public_uuids",
    "publish_revision",
    "publish_selection",
    "published_uuids",
    "quality_of",
    "rate_object",
    "rating_by",
    "read_records",
    "reader_numbers",
    "record_usage",
    "refresh_coverage",
    "register_check",
    "register_gap_remedy",
    "register_judge",
    "register_stand_in",
    "register_usage",
    "register_verifier",
    "related_to",
    "remove_by_institute",
    "remove_coauthor",
    "remove_rating",
    "render_content",
    "render_version",
    "report_csv",
    "report_review",
    "report_xlsx",
    "reported_reviews",
    "reports_of",
    "restore_object",
    "restore_objects",
    "resume_review",
    "return_from_review",
    "reviews_of",
    "revision_content",
    "revision_contents",
    "roll_all_back",
    "run_checks",
    "save_draft",
    "save_organisation",
    "save_section",
    "school_half",
    "school_year",
    "set_publisher",
    "share_shelf",
    "show_review",
    "shown_assets",
    "stages_with_places",
    "standing_of",
    "start_review",
    "strip_html",
    "suggest_edit",
    "suggestions_by",
    "suggestions_for",
    "suggestions_unanswered",
    "take_back_suggestion",
    "take_thanks_back",
    "taken_decisions",
    "tell_usage",
    "text_of",
    "text_of_block",
    "usage_between",
    "usage_by_kind",
    "usage_by_version",
    "usage_of",
    "usage_this_term",
    "version_digest",
    "version_url",
    "versions_by_author",
    "versions_of",
    "versions_on_nodes",
    "view_of_record",
    "wants_material",
    "withdraw_object",
    "withdraw_offer",
    "withdrawn_numbers",
]
