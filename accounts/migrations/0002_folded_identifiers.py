"""Tell people apart by folded logins and e-mails: ``LOWER()`` of SQLite folds ASCII only."""

import unicodedata

from django.db import migrations, models


def fill(apps, schema_editor):
    """Fold what is there; two people whose logins differ only in case stop the migration."""
    user_model = apps.get_model("accounts", "User")
    for user in user_model.objects.only("username", "email").iterator(2000):
        user.login_folded = _fold(user.username)
        user.email_folded = _fold(user.email)
        user.save(update_fields=["login_folded", "email_folded"])


def _fold(text):
    return unicodedata.normalize("NFKC", text.strip()).casefold()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="accounts_user_login_ci"),
        migrations.RemoveConstraint(model_name="user", name="accounts_user_email_ci"),
        migrations.AddField(
            model_name="user",
            name="login_folded",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="user",
            name="email_folded",
            field=models.CharField(blank=True, default="", editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("ru", "Russian"), ("en", "English")],
                default="",
                max_length=10,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                fields=("login_folded",), name="accounts_user_login_ci"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email_folded", ""), _negated=True),
                fields=("email_folded",),
                name="accounts_user_email_ci",
            ),
        ),
    ]
