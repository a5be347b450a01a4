"""Addresses of declarations, amendments, certificates and their copies."""

from __future__ import annotations

from django.urls import path

from web.partnership import amending, copying, papers

_DRAFT = "partnerzy/deklaracje/przygotowane/<uuid:draft_id>"
_SIGNED = "partnerzy/deklaracje/<uuid:declaration_id>"
_AMENDMENT = "partnerzy/aneksy/<uuid:amendment_id>"
_COPY = "partnerzy/kopie/<uuid:file_id>"

urlpatterns = [
    path("partnerzy/<uuid:partner_id>/deklaracja/", papers.sign, name="sign"),
    path("partnerzy/<uuid:partner_id>/deklaracja/nowa/", papers.prepare, name="prepare-declaration"),
    path("partnerzy/<uuid:partner_id>/dokumenty/", copying.documents, name="documents"),
    path(f"{_DRAFT}/deklaracja.pdf", papers.draft_pdf, name="draft-pdf"),
    path(f"{_DRAFT}/podpis/", papers.sign_draft, name="sign-draft"),
    path(f"{_DRAFT}/odlozenie/", papers.discard_draft, name="discard-draft"),
    path(f"{_SIGNED}/deklaracja.pdf", papers.declaration_pdf, name="declaration-pdf"),
    path(f"{_SIGNED}/certyfikat/", papers.issue, name="issue"),
    path(f"{_SIGNED}/wycofanie/", papers.withdraw, name="withdraw"),
    path(f"{_SIGNED}/wycofanie/odwolanie/", papers.call_off_withdrawal, name="call-off-withdrawal"),
    path(f"{_SIGNED}/aneks/", amending.prepare, name="amend-declaration"),
    path(f"{_SIGNED}/kopia/", copying.add, name="add-copy"),
    path(f"{_AMENDMENT}/aneks.pdf", amending.amendment_pdf, name="amendment-pdf"),
    path(f"{_AMENDMENT}/podpis/", amending.sign, name="sign-amendment"),
    path(f"{_AMENDMENT}/odlozenie/", amending.discard, name="discard-amendment"),
    path(f"{_AMENDMENT}/kopia/", copying.add_to_amendment, name="add-amendment-copy"),
    path(
        "partnerzy/certyfikaty/<uuid:certificate_id>/certyfikat.pdf",
        papers.certificate_pdf,
        name="certificate-pdf",
    ),
    path("partnerzy/certyfikaty/<uuid:certificate_id>/wydruk/", papers.reprint, name="reprint"),
    path(f"{_COPY}/", copying.copy, name="copy"),
    path(f"{_COPY}/pobranie/", copying.download, name="copy-download"),
    path(f"{_COPY}/sprawdzenie/", copying.check_again, name="check-copy"),
    path(f"{_COPY}/usuniecie/", copying.remove, name="remove-copy"),
]
