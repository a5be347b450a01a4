"""Electronic signatures: what a file says of itself, and what it takes to be refused."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime

import pytest

from core.documents.comparison import shows_same
from core.documents.examination import examined
from core.documents.operations import render
from core.documents.signatures import certificates, look
from tests.core.documents.test_render import DAY, DECLARATION
from tests.support.signing import altered_after, altered_within, authority, signed, signed_in_sight

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
ROOT = authority()
PAPER = render("declaration", DECLARATION, DAY).content


def verdict(content: bytes, *roots: bytes) -> str:
    return str(look(content, roots, AT)["verdict"])


def test_a_signature_says_who_signed_the_whole_file_and_is_trusted_by_its_root() -> None:
    content = signed(PAPER, ROOT.person("Ewa Dyrektorska"))
    assert content.startswith(PAPER)
    report = look(content, [ROOT.pem], AT)
    (signature,) = report["signatures"]
    assert (report["verdict"], report["roots"], report["fault"]) == ("trusted", 1, "")
    assert (signature["signer"], signature["issuer"]) == ("Ewa Dyrektorska", ROOT.name)
    assert signature["covers_file"]
    assert signature["format"] == "ETSI.CAdES.detached"
    assert signature["claimed_at"]


def test_without_its_root_a_sound_signature_is_intact_and_no_more() -> None:
    content = signed(PAPER, ROOT.person("Ewa Dyrektorska"))
    assert verdict(content) == "intact"
    assert verdict(content, authority("Inny urząd").pem) == "intact"
    assert verdict(content, b"to nie jest certyfikat", ROOT.pem) == "trusted"


def test_an_expired_certificate_is_said_so_even_under_a_trusted_root() -> None:
    ended = datetime(2026, 10, 4, tzinfo=UTC)
    assert verdict(signed(PAPER, ROOT.person("Ewa", end=ended)), ROOT.pem) == "expired"
    begins = datetime(2026, 10, 6, tzinfo=UTC)
    assert verdict(signed(PAPER, ROOT.person("Ewa", start=begins)), ROOT.pem) == "expired"


def test_what_was_changed_after_signing_is_found_within_and_behind() -> None:
    content = signed(PAPER, ROOT.person("Ewa"))
    assert verdict(altered_within(content), ROOT.pem) == "changed"
    assert verdict(altered_after(content), ROOT.pem) == "changed"
    assert verdict(content + b"\n% dopisek\n", ROOT.pem) in {"changed", "broken"}


def test_a_second_signature_is_no_change_and_the_worst_counts() -> None:
    first = signed(PAPER, ROOT.person("Ewa"))
    both = look(signed(first, ROOT.person("Jan"), "Podpis2"), [ROOT.pem], AT)
    assert (both["verdict"], [item["signer"] for item in both["signatures"]]) == ("trusted", ["Ewa", "Jan"])
    stranger = authority("Inny urząd").person("Jan")
    assert verdict(signed(first, stranger, "Podpis2"), ROOT.pem) == "intact"


def test_other_words_put_behind_our_bytes_before_signing_are_found() -> None:
    first = signed(PAPER, ROOT.person("Ewa"))
    for same in (first, signed(first, ROOT.person("Jan"), "Podpis2")):
        assert look(same, [ROOT.pem], AT, len(PAPER))["shows_issued"]
    forged = signed(altered_after(PAPER), ROOT.person("Ewa"))
    assert forged.startswith(PAPER)
    report = examined(forged, [ROOT.pem], AT, len(PAPER))
    assert (report["verdict"], report["shows_issued"]) == ("trusted", False)


def test_a_picture_of_a_signature_may_lie_on_the_paper_but_not_over_it() -> None:
    person = ROOT.person("Ewa")
    assert shows_same(signed_in_sight(PAPER, person, (50, 50, 250, 130)), len(PAPER))
    assert not shows_same(signed_in_sight(PAPER, person, (0, 0, 595, 842)), len(PAPER))


def test_a_file_without_signature_is_a_scan_and_a_broken_one_is_none() -> None:
    assert verdict(PAPER) == "unsigned"
    for broken in (b"%PDF-1.7\nnic", PAPER[: len(PAPER) // 2], b"%PDF-" + bytes(range(256)) * 40):
        assert look(broken, [], AT)["fault"] == "unreadable"


def test_certificates_are_read_as_pem_or_der_and_nothing_else() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    der = ROOT.certificate.public_bytes(Encoding.DER)
    assert len(certificates(ROOT.pem + authority("Inny urząd").pem)) == 2
    assert len(certificates(der)) == 1
    assert certificates(b"") == certificates(b"\x30\x03\x02\x01\x05") == []


def test_a_foreign_file_is_examined_in_a_process_of_its_own() -> None:
    content = signed(PAPER, ROOT.person("Ewa"))
    assert examined(content, [ROOT.pem], AT) == look(content, [ROOT.pem], AT)
    assert examined(b"%PDF-1.7\n", [], AT)["fault"] == "unreadable"


def test_a_file_that_unfolds_to_gigabytes_costs_only_its_own_reader() -> None:
    packer = zlib.compressobj(9)
    empty = bytes(1 << 20)
    bomb = b"".join([*(packer.compress(empty) for _ in range(1200)), packer.flush()])
    head = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
    content = head + str(len(bomb)).encode() + b">>\nstream\n" + bomb + b"\nendstream\nendobj\n"
    content += b"startxref\n9\n%%EOF\n"
    assert len(content) < 10 * 1024 * 1024
    assert examined(content, [], AT) == {"fault": "unreadable", "verdict": "broken", "signatures": []}


@pytest.mark.parametrize("day", [date(2020, 1, 17)])
def test_signing_keeps_the_printed_paper_as_first_revision(day: date) -> None:
    paper = render("certificate", {**DECLARATION, "issued_on": "17.01.2020"}, day).content
    assert signed(paper, ROOT.person("Ewa"))[: len(paper)] == paper
