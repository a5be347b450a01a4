"""Texts with a light structure: read kindly, kept in one form, compared and merged by paragraphs."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.shared import prose, revisions
from core.shared.prose import Block
from core.shared.revisions import Mark, Side

RULES = """# Cele

Partnerstwo pomaga rodzinom.

Partnerzy działają razem:
- wspólnie planują,
- wspólnie oceniają.

# Spotkania

Spotkania są raz na kwartał.
"""
LINES = st.text("ab #§1.-)\n\t<&ż", max_size=80)


def test_headings_paragraphs_and_points() -> None:
    first, second = prose.sections(RULES)
    assert (first.number, first.heading) == (1, "Cele")
    assert [item.number for item in first.paragraphs] == [1, 2]
    assert first.paragraphs[1].items == ("wspólnie planują,", "wspólnie oceniają.")
    assert second.paragraphs[0].text == "Spotkania są raz na kwartał."
    assert prose.labels(prose.parsed(RULES)) == ["§ 1", "§ 1 ust. 1", "§ 1 ust. 2", "§ 2", "§ 2 ust. 1"]


def test_what_is_pasted_from_a_paper_is_understood() -> None:
    pasted = (
        "§ 1. Cele\n1. Partnerstwo pomaga\nrodzinom.\n2) Partnerzy działają razem:\na) planują,\n• oceniają."
    )
    assert prose.parsed(pasted) == [
        Block("Cele", is_heading=True),
        Block("Partnerstwo pomaga rodzinom."),
        Block("Partnerzy działają razem:", items=("planują,", "oceniają.")),
    ]


def test_markup_is_text_and_control_characters_vanish() -> None:
    assert prose.parsed("<script>x</script>\u202e\x00") == [Block("<script>x</script>")]


@pytest.mark.parametrize("empty", ["", " \n\n ", "# Sam nagłówek", "#\n- \n"])
def test_a_text_says_something(empty: str) -> None:
    with pytest.raises(prose.TextEmptyError):
        prose.canonical(empty)


def test_a_text_has_an_end() -> None:
    with pytest.raises(prose.TextTooLongError):
        prose.canonical("a" * (prose.LONGEST + 1))
    with pytest.raises(prose.TextTooLongError):
        prose.canonical("a\n\n" * (prose.MOST_BLOCKS + 1))


@given(LINES)
@example("#§1#")
@settings(max_examples=300)
def test_the_plain_form_is_one(text: str) -> None:
    once = prose.written(prose.parsed(text))
    assert prose.parsed(once) == prose.parsed(text)
    assert prose.written(prose.parsed(once)) == once


def test_differences_name_the_place_and_the_words() -> None:
    after = RULES.replace("raz na kwartał", "dwa razy na kwartał").replace(
        "# Spotkania", "# Obowiązki\n\nMamy je.\n\n# Spotkania"
    )
    found = revisions.differences(RULES, after)
    changed = [change for change in found if change.mark != Mark.SAME]
    assert [(item.mark, item.before, item.after) for item in changed] == [
        (Mark.ADDED, "", "§ 2"),
        (Mark.ADDED, "", "§ 2 ust. 1"),
        (Mark.CHANGED, "§ 2 ust. 1", "§ 3 ust. 1"),
    ]
    assert [(piece.mark, piece.text) for piece in changed[-1].pieces] == [
        (Mark.SAME, "Spotkania są"),
        (Mark.REMOVED, "raz"),
        (Mark.ADDED, "dwa razy"),
        (Mark.SAME, "na kwartał."),
    ]
    assert revisions.counted(found) == {Mark.ADDED: 2, Mark.REMOVED: 0, Mark.CHANGED: 1}


def test_the_unified_text_has_both_sides() -> None:
    after = RULES.replace("raz na kwartał", "co miesiąc")
    text = revisions.unified(RULES, after, names=("wersja 1", "wersja 2"))
    assert "-§ 2 ust. 1 Spotkania są raz na kwartał." in text
    assert "+§ 2 ust. 1 Spotkania są co miesiąc." in text
    assert revisions.unified(RULES, RULES, names=("1", "2")) == ""


@given(LINES, LINES)
@settings(max_examples=200)
def test_differences_hold_both_texts(before: str, after: str) -> None:
    found = revisions.differences(before, after)

    def side(*marks: Mark) -> list[str]:
        texts = ("".join(p.text for p in change.pieces if p.mark in marks) for change in found)
        return ["".join(text.split()) for text in texts if text.strip()]

    def flat(body: str) -> list[str]:
        return ["".join(block.flat.split()) for block in prose.parsed(body)]

    assert side(Mark.SAME, Mark.REMOVED) == flat(before)
    assert side(Mark.SAME, Mark.ADDED) == flat(after)


def test_long_texts_are_compared_in_time() -> None:
    old = "\n\n".join(f"Ustęp {number} o tym samym i o czymś innym." for number in range(500))
    new = "\n\n".join(f"Akapit {number + 7} o czymś zupełnie innym, lecz podobnym." for number in range(500))
    began = time.monotonic()
    revisions.differences(old, new)
    revisions.differences("a " * 30_000, "b a " * 15_000)
    revisions.merged(old, new, old[:9000])
    assert time.monotonic() - began < 5


def test_changes_of_both_sides_meet_without_a_question() -> None:
    ours = RULES.replace("pomaga rodzinom", "pomaga rodzinom w Częstochowie")
    theirs = RULES.replace("raz na kwartał", "co dwa miesiące") + "\nProtokół jest jawny.\n"
    chunks = revisions.merged(RULES, ours, theirs)
    assert revisions.conflicts(chunks) == {}
    text = revisions.resolved(chunks, {})
    assert "w Częstochowie" in text
    assert "co dwa miesiące" in text
    assert text.endswith("Protokół jest jawny.")


def test_neighbouring_paragraphs_do_not_quarrel() -> None:
    chunks = revisions.merged("A\n\nB", "A2\n\nB", "A\n\nB2")
    assert [chunk.side for chunk in chunks] == [Side.OURS, Side.THEIRS]
    assert revisions.resolved(chunks, {}) == "A2\n\nB2"


@pytest.mark.parametrize(
    ("choice", "text"), [("ours", "co rok"), ("theirs", "co miesiąc"), ("both", "co rok\n\nco miesiąc")]
)
def test_a_conflict_waits_for_a_choice(choice: str, text: str) -> None:
    chunks = revisions.merged("co kwartał", "co rok", "co miesiąc")
    assert list(revisions.conflicts(chunks)) == [0]
    with pytest.raises(KeyError):
        revisions.resolved(chunks, {})
    assert revisions.resolved(chunks, {0: choice}) == text


def test_without_an_original_what_is_common_counts_as_old() -> None:
    chunks = revisions.merged(None, "Wspólne.\n\nNasze.", "Wstęp.\n\nWspólne.\n\nIch.")
    assert [chunk.side for chunk in chunks] == [Side.THEIRS, Side.SAME, Side.CONFLICT]


@given(LINES, LINES)
@settings(max_examples=200)
def test_merging_with_an_unchanged_side_gives_the_other(base: str, other: str) -> None:
    plain = prose.written(prose.parsed(other))
    assert revisions.resolved(revisions.merged(base, base, other), {}) == plain
    assert revisions.resolved(revisions.merged(base, other, base), {}) == plain
    assert revisions.resolved(revisions.merged(base, other, other), {}) == plain


def test_texts_of_one_word_over_and_over_are_compared_in_no_time() -> None:
    same, mixed = " ".join(["a"] * 1499), " ".join(["a", "c"] * 750)
    began = time.process_time()
    for before, after in (
        ("\n\n".join([same] * 10), "\n\n".join([mixed] * 10)),
        ("\n\n".join(["a"] * 20_000), "\n\n".join(["a", "c"] * 10_000)),
    ):
        assert any(change.mark != Mark.SAME for change in revisions.differences(before, after))
    assert time.process_time() - began < 10
