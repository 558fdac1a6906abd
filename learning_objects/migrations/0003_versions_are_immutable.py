"""Triggers that refuse to change or delete a published version, on both databases."""

from django.db import migrations

TABLE = "learning_objects_learningobjectversion"
NAME = "lo_version_immutable"


def _sqlite(event: str) -> str:
    return (
        f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, 'a published version is immutable'); END"
    )


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(_sqlite(event))
        return
    schema_editor.execute(
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'a published version is immutable' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
    )


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {NAME}_{event}")
        return
    schema_editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}")
    schema_editor.execute(f"DROP FUNCTION {NAME}()")


class Migration(migrations.Migration):
    dependencies = [("learning_objects", "0002_drafts_and_withdrawal")]

    operations = [migrations.RunPython(forwards, backwards)]
