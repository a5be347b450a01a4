"""What the electronic signatures in a PDF file say (PAdES), read without Django and without a network.

For each signature: does it cover the whole file, was anything changed after it, is it cryptographically
sound, whose certificate is it and does that lead to one of the given roots of trust. Revocation is asked
of nobody, since an installation may have no way out: the report says so.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from core.documents.comparison import shows_same

# Worst first: a file is as good as the worst of its signatures.
ORDER: Final = ("broken", "changed", "expired", "intact", "trusted")
# What parsers of foreign bytes throw; anything of it means that the file cannot be read.
_UNREADABLE: Final = (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)
_WHOLE: Final = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


def look(content: bytes, roots: Sequence[bytes], at: datetime, issued: int = 0) -> dict[str, Any]:
    """A report on a PDF file: `fault` ("unreadable", "locked", "") , `verdict` and `signatures`.

    `verdict` is "unsigned" or the worst of the signatures' (`ORDER`). `roots` are certificates, PEM or
    DER; `at` is the moment for which validity is asked. With `issued`, the length of the paper with which
    the file begins, `shows_issued` says of a signed file whether its pages are still those of the paper.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            return _fault("locked")
        if not reader.embedded_regular_signatures:
            _ = reader.root["/Pages"]["/Kids"]
            return {"fault": "", "verdict": "unsigned", "signatures": []}
    except _UNREADABLE:
        return _fault("unreadable")
    trusted = [root for pemmed in roots for root in certificates(pemmed)]
    try:
        found = PdfFileReader(io.BytesIO(content), strict=True).embedded_regular_signatures
        signatures = [_of(signature, trusted, at) for signature in found]
    except _UNREADABLE:
        signatures = [{"verdict": "broken"}]
    if signatures and not any(item.get("covers_file") for item in signatures):
        # Something stands after the last signature that is no signature of its own.
        signatures[-1] = {**signatures[-1], "verdict": _worse(signatures[-1]["verdict"], "changed")}
    verdict = min((item["verdict"] for item in signatures), key=ORDER.index)
    report = {"fault": "", "verdict": verdict, "signatures": signatures, "roots": len(trusted)}
    return {**report, "shows_issued": _shows(content, issued)} if issued else report


def _shows(content: bytes, issued: int) -> bool:
    """What cannot be compared shows something else."""
    try:
        return shows_same(content, issued)
    except _UNREADABLE:
        return False


def certificates(content: bytes) -> list[Any]:
    """Certificates of a PEM or DER file; none where it holds something else."""
    try:
        found = list(load_certs_from_pemder_data(content))
        for certificate in found:
            _ = certificate.subject.native, certificate.public_key.native
    except (ValueError, TypeError, KeyError, OSError):
        return []
    return found


def _fault(code: str) -> dict[str, Any]:
    return {"fault": code, "verdict": "broken", "signatures": []}


def _worse(first: str, second: str) -> str:
    return min(first, second, key=ORDER.index)


def _of(signature: EmbeddedPdfSignature, roots: list[Any], at: datetime) -> dict[str, Any]:
    """One signature. A fault of its making is a broken signature, not a broken file."""
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=at
    )
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except (SignatureValidationError, *_UNREADABLE):
        return {"verdict": "broken"}
    return {"verdict": _verdict(status, at), **_facts(signature, status)}


def _verdict(status: PdfSignatureStatus, at: datetime) -> str:
    if not status.intact or status.coverage not in _WHOLE or not status.docmdp_ok:
        return "changed"
    if not status.valid:
        return "broken"
    certificate = status.signing_cert
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        return "expired"
    return "trusted" if status.trusted else "intact"


def _facts(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> dict[str, Any]:
    """Who, when, under which certificate: what a person asks of a signature."""
    certificate = status.signing_cert
    subject, issuer = certificate.subject.native, certificate.issuer.native
    stamped = status.timestamp_validity.timestamp if status.timestamp_validity else None
    claimed = status.signer_reported_dt
    return {
        "signer": _text(subject.get("common_name")) or certificate.subject.human_friendly,
        "organisation": _text(subject.get("organization_name")),
        "issuer": _text(issuer.get("common_name")) or certificate.issuer.human_friendly,
        "serial": format(certificate.serial_number, "x"),
        "certificate_from": certificate.not_valid_before.isoformat(),
        "certificate_to": certificate.not_valid_after.isoformat(),
        "fingerprint": certificate.sha256.hex(),
        "claimed_at": claimed.isoformat() if claimed else "",
        "stamped_at": stamped.isoformat() if stamped else "",
        "covers_file": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "format": str(signature.sig_object.get("/SubFilter", "")).lstrip("/"),
    }


def _text(value: Any) -> str:
    """A name of a certificate; several of a kind come as a list."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value or "")
