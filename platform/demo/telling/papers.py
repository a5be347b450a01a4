"""Papers of the partners: scans that came back, amendments, a departure to come, an electronic signature."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from core.documents.operations.printing import FONTS
from core.partnership.enums import PartnerStage
from core.partnership.operations import amendments, copies, drafts
from core.partnership.operations.papers import paper_of
from core.partnership.queries import papers
from core.partnership.queries.organisations import partners
from core.referrals.operations import departures
from demo.stories.plan import TODAY
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.partnership.models import AccessionDeclaration

PREPARED: Final = dt.date(2026, 9, 28)
AMENDED: Final = dt.date(2026, 9, 14)
LEAVES: Final = dt.date(2026, 12, 31)
_SCOPE: Final = "Usługi w koszyku, udział w zespołach zadaniowych i wspólne dyżury w dni targowe."
_SCAN: Final = """
#set page(width: 148mm, height: 105mm, margin: 12mm, fill: rgb("#f4f1e8"))
#set text(font: "Source Sans 3", size: 11pt, lang: "pl")
#text(size: 9pt)[Skan – dane przykładowe]
#v(6mm)
#text(size: 15pt, weight: "bold", sys.inputs.title)
#v(2mm)
#sys.inputs.partner
#v(14mm)
#curve(stroke: 1.4pt + rgb("#1d3a8a"), curve.move((0mm, 0mm)),
  curve.cubic((6mm, -12mm), (10mm, 9mm), (15mm, -4mm)), curve.cubic((20mm, -12mm), (24mm, 6mm), (46mm, -3mm)))
#v(1mm)
#line(length: 55mm, stroke: 0.5pt)
#text(size: 8pt)[podpis w imieniu partnera]
"""


def tell_papers(cast: Cast, *, shown: bool) -> None:
    """What a few partners of a town do with their papers; `shown` for the town of the landing page."""
    signed = [plan for plan in cast.known_first() if plan.signed_on and not plan.left_on and not plan.is_lead]
    declarations = [papers.declarations_of(cast.partners[plan.key]).first() for plan in signed]
    found = [item for item in declarations if item is not None]
    with on(TODAY - dt.timedelta(days=1)):
        invited = partners(cast.officer, stage=PartnerStage.INVITED).first()
        if invited is not None:
            drafts.prepare_declaration(
                actor=cast.officer,
                partner=invited,
                scope="Udział w spotkaniach partnerstwa i usługi w koszyku.",
            )
    for declaration in found[:2]:
        _scan(cast, declaration)
    if len(found) > 3:
        _amend(cast, found[2], found[3])
    if len(found) > 5:
        with on(AMENDED):
            departures.withdraw_partner(
                actor=cast.officer,
                declaration=found[-1],
                withdrawn_on=LEAVES,
                reason="Zmiana zadań instytucji od nowego roku.",
            )
    if shown and found:
        _sign_electronically(cast, found[0])


def _scan(cast: Cast, declaration: AccessionDeclaration) -> None:
    title = f"Deklaracja przystąpienia nr {declaration.number}"
    with on(declaration.signed_on):
        copies.add_copy(
            actor=cast.officer,
            paper=declaration,
            name=f"deklaracja-{declaration.number.replace('/', '-')}-skan.png",
            content=_picture(title, _name(cast, declaration)),
        )


def _amend(cast: Cast, first: AccessionDeclaration, second: AccessionDeclaration) -> None:
    """One amendment that was signed and scanned, and one that waits for its signature."""
    with on(AMENDED) as day:
        amendment = amendments.prepare_amendment(
            actor=cast.officer, declaration=first, effective_on=day + dt.timedelta(days=17), scope=_SCOPE
        )
    with on(AMENDED + dt.timedelta(days=3)) as day:
        amendments.sign_amendment(
            actor=cast.officer,
            amendment=amendment,
            signed_on=day,
            name="aneks-1-skan.png",
            content=_picture(f"Aneks nr 1 do deklaracji nr {first.number}", _name(cast, first)),
        )
    with on(PREPARED):
        amendments.prepare_amendment(
            actor=cast.officer,
            declaration=second,
            effective_on=PREPARED + dt.timedelta(days=30),
            changes_term=True,
            valid_until=dt.date(2028, 12, 31),
        )


def _name(cast: Cast, declaration: AccessionDeclaration) -> str:
    partners = (item for item in cast.partners.values() if item.pk == declaration.partner_id)
    return next(partners).name


def _picture(title: str, partner: str) -> bytes:
    content = _easel().compile(
        input=_SCAN.encode(), format="png", ppi=72, sys_inputs={"title": title, "partner": partner}
    )
    if not isinstance(content, bytes):
        raise TypeError("Typst gave no single picture")
    return content


@cache
def _easel() -> typst.Compiler:
    """One compiler a process: reading fonts takes longer than a picture."""
    return typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)


def _sign_electronically(cast: Cast, declaration: AccessionDeclaration) -> None:
    """A file with a signature that nobody here vouches for: intact, its issuer not on the list of trust."""
    with on(declaration.signed_on):
        paper = paper_of(cast.officer, declaration)
    writer = IncrementalPdfFileWriter(io.BytesIO(paper.bytes))
    metadata = signers.PdfSignatureMetadata(
        field_name="Podpis", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    moment = dt.datetime(2026, 9, 21, 10, 15, tzinfo=dt.UTC)
    signer = _DatedSigner(metadata, signer=_somebody())
    signer.moment = moment
    with on(moment.date()):
        copies.add_copy(
            actor=cast.officer,
            paper=declaration,
            name=f"deklaracja-{declaration.number.replace('/', '-')}-podpisana.pdf",
            content=bytes(signer.sign_pdf(writer).getbuffer()),
        )


class _DatedSigner(signers.PdfSigner):
    """Signs at a moment of the story."""

    moment: dt.datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """The library's session with the story's clock."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


@cache
def _somebody() -> signers.SimpleSigner:
    """A fictional director with a certificate of a fictional issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PL"),
            x509.NameAttribute(NameOID.COMMON_NAME, "Ewa Przykładowa (dane przykładowe)"),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2028, 12, 31, tzinfo=dt.UTC))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(b"demo", key, certificate, None, NoEncryption())
    signer: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
        bundle, other_certs=[], passphrase=b""
    )
    return signer
