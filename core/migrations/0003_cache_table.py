"""Make the table of the shared cache, where the settings keep it in the database."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_is_append_only")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
