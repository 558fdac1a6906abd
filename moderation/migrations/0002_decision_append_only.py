"""Let the database refuse every change of a decision."""

from django.db import migrations

from core.append_only import UPDATE, forbid_changes


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [
        forbid_changes(
            "moderation_decision",
            name="moderation_decision_append_only",
            message="decisions are append-only",
            events=[UPDATE],  # what is deleted with a draft is deleted by its owner's choice
        )
    ]
