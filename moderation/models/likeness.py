"""The index of published texts and pictures that drafts are compared with, and states of links."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TextPrint(models.Model):
    """The minhash of a public object's current version.

    ``signature`` is 120 unsigned 32-bit numbers, little-endian; ``lineage`` the uuids of what it
    was made from, the nearest first; ``authors`` the uuids of its authors.
    """

    object_uuid = models.UUIDField(unique=True)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    signature = models.BinaryField()
    shingles = models.PositiveIntegerField()
    lineage = models.JSONField(default=list)
    authors = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.object_uuid} v{self.number}"


class TextBand(models.Model):
    """One band of a signature: prints that share a key are worth comparing."""

    text_print = models.ForeignKey(TextPrint, on_delete=models.CASCADE, related_name="bands")
    key = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.text_print_id} {self.key}"


class PassagePrint(models.Model):
    """A chosen run of eight words of a print's text, as a number (winnowing)."""

    text_print = models.ForeignKey(TextPrint, on_delete=models.CASCADE, related_name="passages")
    key = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.text_print_id} {self.key}"


class PicturePrint(models.Model):
    """The 64-bit difference hash of an uploaded picture, in quarters to find near ones by."""

    image_id = models.BigIntegerField(unique=True)
    file_hash = models.CharField(max_length=40)
    bits = models.CharField(max_length=16)
    quarter_0 = models.PositiveIntegerField(db_index=True)
    quarter_1 = models.PositiveIntegerField(db_index=True)
    quarter_2 = models.PositiveIntegerField(db_index=True)
    quarter_3 = models.PositiveIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.image_id} {self.bits}"


class PictureUse(models.Model):
    """A public object that shows a picture."""

    object_uuid = models.UUIDField(db_index=True)
    title = models.CharField(max_length=200)
    image_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_uuid", "image_id"], name="mod_picture_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.object_uuid} {self.image_id}"


class LinkState(models.Model):
    """What the background check knows of a web address that some draft links to."""

    class State(models.TextChoices):
        """What came of the last look."""

        WAITING = "waiting", _("not looked at yet")
        FINE = "fine", _("opens")
        BROKEN = "broken", _("broken")
        UNSURE = "unsure", _("no clear answer")

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=40, blank=True, default="")
    failures = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "looked_at"], name="mod_link_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(looked_at__isnull=False), name="mod_link_looked_at"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.state}"


class Portrait(models.Model):
    """What an author said of the children in a photograph or a recording.

    ``key`` is ``image:12``, or ``recording:<object's uuid>:<digest of its address>``: what is said
    of a recording holds for one object. ``file_hash`` is that of the picture's file then. With
    recognisable children the consent is named: who recorded it, when, and where it is kept.
    """

    key = models.CharField(max_length=120, unique=True)
    file_hash = models.CharField(max_length=40, blank=True, default="")
    recognisable = models.BooleanField()
    consent_by = models.CharField(max_length=200, blank=True, default="")
    consent_on = models.DateField(null=True)
    kept_where = models.CharField(max_length=300, blank=True, default="")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("children in a picture or a recording")
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_by="", consent_on__isnull=True, kept_where="")
                | (
                    Q(recognisable=True, consent_on__isnull=False)
                    & ~Q(consent_by="")
                    & ~Q(kept_where="")
                ),
                name="mod_portrait_consent_whole",
            )
        ]

    def __str__(self) -> str:
        return self.key
