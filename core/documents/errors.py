"""What can go wrong with printing and with files that come in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class UnknownTemplateError(LookupError):
    """An area asked for a template that is not there: a bug, not a refusal."""


class EmptyFileError(DomainError):
    """Nothing was sent."""

    code = "empty_file"
    field = "file"
    text = _("Ten plik jest pusty. Wybierz plik ze skanem albo podpisany plik PDF.")


class FileTooLargeError(DomainError):
    """Larger than the installation takes."""

    code = "file_too_large"
    field = "file"
    text = _(
        "Plik jest za duży: ma %(size)s MB, a może mieć najwyżej %(most)s MB. "
        "Zeskanuj go w mniejszej rozdzielczości, na przykład 200 dpi."
    )


class UnknownFileTypeError(DomainError):
    """Neither PDF nor JPEG nor PNG, whatever it is called; or a photograph that broke off."""

    code = "unknown_file_type"
    field = "file"
    text = _(
        "To nie jest cały plik PDF, JPEG ani PNG. Zapisz skan w jednym z tych formatów i wyślij jeszcze raz."
    )


class BrokenPdfError(DomainError):
    """A PDF that no reader opens, or that would take more than a file may."""

    code = "broken_pdf"
    field = "file"
    text = _("Tego pliku PDF nie da się odczytać: jest uszkodzony. Zapisz go jeszcze raz i wyślij ponownie.")


class LockedPdfError(DomainError):
    """A PDF with a password cannot be looked at."""

    code = "locked_pdf"
    field = "file"
    text = _("Ten plik PDF jest zabezpieczony hasłem. Wyślij plik bez hasła.")


class ChangedAfterSigningError(DomainError):
    """A signature that does not cover the file as it is."""

    code = "changed_after_signing"
    field = "file"
    text = _(
        "Ten plik zmieniono po podpisaniu, więc podpis go nie potwierdza. Poproś o podpisanie jeszcze raz."
    )


class BrokenSignatureError(DomainError):
    """A signature that cannot be verified at all."""

    code = "broken_signature"
    field = "file"
    text = _("Podpisu w tym pliku nie da się sprawdzić: jest uszkodzony. Poproś o podpisanie jeszcze raz.")


class ForeignDocumentError(DomainError):
    """A good signature under something else than the paper that was issued."""

    code = "foreign_document"
    field = "file"
    text = _(
        "Podpisano inny plik niż dokument nr %(number)s pobrany z systemu. Poproś o podpisanie tego pliku "
        "bez zapisywania go na nowo."
    )


class NotSignedError(DomainError):
    """The very file that was printed came back."""

    code = "not_signed"
    field = "file"
    text = _(
        "To jest plik pobrany z systemu, jeszcze bez podpisu. Wyślij skan podpisanego dokumentu "
        "albo plik z podpisem elektronicznym."
    )


class HiddenContentError(DomainError):
    """A file that is two things at once."""

    code = "hidden_content"
    field = "file"
    text = _(
        "W tym pliku jest coś więcej niż dokument. Zapisz go jeszcze raz jako zwykły PDF i wyślij ponownie."
    )


class ActivePdfError(DomainError):
    """A PDF with programs or other files in it."""

    code = "active_pdf"
    field = "file"
    text = _(
        "Ten PDF zawiera program albo inne pliki. Wydrukuj go do nowego pliku PDF i wyślij ten nowy plik."
    )


class PictureTooLargeError(DomainError):
    code = "picture_too_large"
    field = "file"
    text = _(
        "To zdjęcie ma %(points)s mln punktów, a może mieć najwyżej %(most)s mln. Zapisz mniejsze zdjęcie."
    )


class AlreadyReceivedError(DomainError):
    """The same bytes for the same paper."""

    code = "already_received"
    field = "file"
    text = _("Ten plik jest już dołączony.")


class RemovalReasonMissingError(DomainError):
    """What disappears leaves its reason behind."""

    code = "removal_reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego usuwasz ten plik.")
