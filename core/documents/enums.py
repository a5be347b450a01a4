"""What is known of documents and of the signatures in them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileType(TextChoices):
    """What may be received; told from the content, never from the name."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class SignatureVerdict(TextChoices):
    """What a look at a received file says of electronic signatures, the best first."""

    TRUSTED = "trusted", _("podpis ważny, wystawca zaufany")
    INTACT = "intact", _("podpis nienaruszony, zaufanie niepotwierdzone")
    EXPIRED = "expired", _("podpis nienaruszony, certyfikat poza okresem ważności")
    UNSIGNED = "unsigned", _("bez podpisu elektronicznego")
    FOREIGN = "foreign", _("podpisano inny dokument")
    CHANGED = "changed", _("plik zmieniony po podpisaniu")
    BROKEN = "broken", _("podpis uszkodzony")


# A file with such a signature proves nothing and is not kept.
REFUSED = (SignatureVerdict.FOREIGN, SignatureVerdict.CHANGED, SignatureVerdict.BROKEN)
SIGNED = (SignatureVerdict.TRUSTED, SignatureVerdict.INTACT, SignatureVerdict.EXPIRED)
