"""Let the database refuse every change of a decision (SQLite and PostgreSQL).

A later migration that rebuilds the table on SQLite loses the trigger and must make it again.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER moderation_decision_append_only BEFORE UPDATE ON moderation_decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION moderation_decision_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER moderation_decision_append_only BEFORE UPDATE ON moderation_decision
FOR EACH ROW EXECUTE FUNCTION moderation_decision_refuse();
"""


def add_trigger(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER moderation_decision_append_only")
        return
    schema_editor.execute("DROP TRIGGER moderation_decision_append_only ON moderation_decision")
    schema_editor.execute("DROP FUNCTION moderation_decision_refuse()")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(add_trigger, drop_trigger)]
