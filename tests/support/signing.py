"""A certificate authority of the tests' own, people with keys, and PDF files signed by them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    """Issues certificates; `pem` is what an operator would put into the folder of trust."""

    name: str
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def person(self, name: str, start: datetime = FROM, end: datetime = UNTIL) -> signers.SimpleSigner:
        """Somebody with a key and a certificate of this authority."""
        key = ec.generate_private_key(ec.SECP256R1())
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
        made = _builder(name, self.name, key, start, end).add_extension(usage, critical=True)
        certificate = made.sign(self.key, hashes.SHA256())
        bundle = pkcs12.serialize_key_and_certificates(
            b"key", key, certificate, [self.certificate], NoEncryption()
        )
        signer: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
            bundle, other_certs=[], passphrase=b""
        )
        assert signer is not None
        return signer


@cache
def authority(name: str = "Urząd Certyfikacji Testów") -> Authority:
    """A self-signed root; the same name gives the same one."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _builder(name, name, key, FROM, UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(name, key, certificate)


def _builder(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "PL"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def signed(content: bytes, signer: signers.SimpleSigner, field: str = "Podpis1") -> bytes:
    """The file with a PAdES signature added to it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = signers.sign_pdf(writer, metadata, signer=signer)
    return bytes(out.getbuffer())


def signed_in_sight(content: bytes, signer: signers.SimpleSigner, box: tuple[int, int, int, int]) -> bytes:
    """The same with a picture of the signature on the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    fields.append_signature_field(writer, fields.SigFieldSpec("Podpis1", on_page=0, box=box))
    metadata = signers.PdfSignatureMetadata(field_name="Podpis1", md_algorithm="sha256")
    return bytes(signers.sign_pdf(writer, metadata, signer=signer).getbuffer())


def altered_after(content: bytes) -> bytes:
    """The signed file with another revision that changes what its first page shows."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(content))
    square = generic.StreamObject(stream_data=b"q 0 0 200 200 re f Q")
    writer.add_stream_to_page(0, writer.add_object(square))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def altered_within(content: bytes) -> bytes:
    """The signed file with one byte of its signed part changed, still readable."""
    at = content.index(b"/Title") + len(b"/Title") + 4
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
