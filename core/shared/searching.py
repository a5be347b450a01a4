"""Search by words: a column of basic forms, and questions to it that forgive what people mistype.

A model that is searched has a `words` column, a `WordsField` which its `save` fills from `weighted(...)`,
and `name_words`, those of its names. What somebody
types is read word by word: in any inflected form first; when that finds nothing, as the beginning of a
word; and a word that is neither, as the words of names that are spelled most like it. The reading says
what was read otherwise than typed, so that a page can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.db import connection, models
from django.db.models import F, Func, Q, QuerySet, Value

from core.shared.lemmas import terms_of, typed_terms, words_of
from core.shared.spelling import most_alike, slips_forgiven
from core.shared.text import MOST_WORDS

Rows = TypeVar("Rows", bound="QuerySet[Any]")

# What a text may hold: beyond it nobody reads either, and PostgreSQL keeps no more positions.
MOST_STORED: Final = 4_000
_MOST_POSITIONS: Final = 200
_SHORTEST_BEGINNING: Final = 3
# Words that bind others and say nothing about what is looked for.
_BINDING: Final = frozenset(
    words_of(
        "a aby albo bez by być co czy dla do i ich jak jest jestem ją jej jego lub ma mam mi mnie na nad nie"
        " o od oraz po pod poza przez przy są się szukam ta tam te to u w we z za ze że"
    )
)
# `ts_stat` counts lexemes in C, three times as fast as taking every vector apart.
_NAME_WORDS: Final = """
SELECT word FROM ts_stat(%s) WHERE length(word) BETWEEN %s AND %s AND word !~ '[0-9]'
"""


# Generic for the type checker only: at run time Django's classes take no parameters.
if TYPE_CHECKING:
    _TextColumn = models.Field[str, str]
    _Comparison = models.Lookup[str]
else:
    _TextColumn, _Comparison = models.Field, models.Lookup


class WordsField(_TextColumn):
    """A `tsvector` whose lexemes are ours alone: no dictionary of the server has a say in it."""

    description = "Basic forms of words with their weights"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"editable": False, "default": "", **kwargs})

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        """The column's type."""
        return "tsvector"


def names_among(words: str) -> models.GeneratedField:
    """A column of the words of weight A alone: short enough to be read for every row."""
    return models.GeneratedField(
        expression=Func(F(words), template="strip(ts_filter(%(expressions)s, '{a}'))"),
        output_field=WordsField(),
        db_persist=True,
    )


@WordsField.register_lookup
class Asked(_Comparison):
    """`words__asked="'rodzina' | 'rodzice':A"`: rows in which an expression of lexemes is true."""

    lookup_name = "asked"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison that a GIN index answers."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*params, self.rhs)


def weighted(*parts: tuple[str, str]) -> str:
    """Value of a `WordsField` from texts with weights, A for the most telling to D for the least."""
    places: dict[str, list[str]] = {}
    position = 0
    for text, weight in parts:
        for word in words_of(text):
            position += 1
            if position > MOST_STORED:
                break
            for term in terms_of(word):
                known = places.setdefault(term, [])
                if len(known) < _MOST_POSITIONS:
                    known.append(f"{position}{weight}")
    return " ".join(f"'{term}':{','.join(found)}" for term, found in sorted(places.items()))


def any_of(terms: Iterable[str], suffix: str = "") -> str:
    """An expression that is true where any lexeme stands; `suffix` as "*" or a weight."""
    return " | ".join(f"'{term}':{suffix}" if suffix else f"'{term}'" for term in terms)


def telling_words(text: str) -> list[str]:
    """The words that say what is looked for: each once and at most `MOST_WORDS`."""
    words = list(dict.fromkeys(words_of(text)))
    return ([word for word in words if word not in _BINDING] or words)[:MOST_WORDS]


@dataclass(frozen=True)
class ReadWord:
    """A typed word, what is asked for in its place, and the words read for it when it is mistyped."""

    typed: str
    asked: str
    read_as: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True)
class Reading:
    """How a search was read; `partly` says that no row has all its words and some of them will do."""

    words: tuple[ReadWord, ...] = ()
    partly: bool = False

    @property
    def asked(self) -> str:
        """One expression of all words, for ranking."""
        return " | ".join(word.asked for word in self.words if word.known)

    @property
    def corrected(self) -> tuple[ReadWord, ...]:
        """Words read otherwise than they were typed."""
        return tuple(word for word in self.words if word.read_as)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words that stand nowhere, as they were typed."""
        return tuple(word.typed for word in self.words if not word.known)


def said_in_words(asked: str) -> Q:
    """The condition of a model that has its words to itself."""
    return Q(words__asked=asked)


@dataclass(frozen=True)
class Search:
    """Searching rows of one model.

    `condition` makes of an expression what must be true of a row; `names` are querysets of models with
    a `name_words` column: the names that people mistype.
    """

    names: tuple[Callable[[QuerySet[Any]], QuerySet[Any]], ...] = field(default=(lambda rows: rows,))
    condition: Callable[[str], Q] = said_in_words

    def read(self, rows: QuerySet[Any], text: str, *, partly: bool = False) -> Reading:
        """How `text` is best read among rows: no query without words, one when the words are there as
        typed, at most four otherwise, and what `condition` asks. With `partly` a search whose words no
        row has all is loosened.
        """
        typed = telling_words(text)
        if not typed:
            return Reading()
        bare = rows.order_by()
        plain = Reading(tuple(ReadWord(word, any_of(typed_terms(word))) for word in typed))
        if self._narrowed(bare, plain).exists():
            return plain
        words = self._read_each(bare, typed)
        found = Reading(words)
        if not partly or all(not word.known for word in words):
            return found
        if len(words) > 1 and not self._narrowed(bare, found).exists():
            return Reading(words, partly=True)
        return found

    def found(self, rows: Rows, reading: Reading) -> Rows:
        """The rows that a reading finds, best first, then by the order they had."""
        if not reading.words:
            return rows
        narrowed = self._narrowed(rows, reading)
        if not reading.asked:
            return narrowed
        rank = Func(
            F("words"),
            Value(reading.asked),
            template="ts_rank(%(expressions)s::tsquery)",
            output_field=models.FloatField(),
        )
        return narrowed.annotate(rank=rank).order_by("-rank", *rows.query.order_by)

    def _narrowed(self, rows: Rows, reading: Reading) -> Rows:
        if reading.partly:
            some = Q()
            for word in reading.words:
                if word.known:
                    some |= self.condition(word.asked)
            return rows.filter(some)
        for word in reading.words:
            rows = rows.filter(self.condition(word.asked)) if word.known else rows.none()
        return rows

    def _read_each(self, rows: QuerySet[Any], typed: list[str]) -> tuple[ReadWord, ...]:
        """Each word in the first way in which it stands anywhere."""
        ways = {word: (any_of(typed_terms(word)), _beginning(word)) for word in typed}
        if len(typed) == 1:
            # The only word was just looked for as it was typed.
            ways = {word: ("", beginning) for word, (_whole, beginning) in ways.items()}
        standing = self._standing(rows, [way for found in ways.values() for way in found if way])
        missing = [word for word, found in ways.items() if not standing & {*found}]
        wrong = [term for term in (typed_terms(word)[0] for word in missing) if slips_forgiven(term)]
        alike = most_alike(wrong, self._names(rows, wrong)) if wrong else {}
        return tuple(self._read(word, ways[word], standing, alike) for word in typed)

    @staticmethod
    def _read(
        word: str, ways: tuple[str, str], standing: set[str], alike: dict[str, tuple[str, ...]]
    ) -> ReadWord:
        for way in ways:
            if way in standing:
                return ReadWord(word, way)
        similar = alike.get(typed_terms(word)[0], ())
        return ReadWord(word, any_of(similar), read_as=similar, known=bool(similar))

    def _standing(self, rows: QuerySet[Any], ways: list[str]) -> set[str]:
        """Which expressions are true of any row; one query."""
        if not ways:
            return set()
        asked = [
            rows.filter(self.condition(way)).values_list(Value(number), flat=True)[:1]
            for number, way in enumerate(ways)
        ]
        numbers = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
        return {ways[number] for number in numbers}

    def _names(self, rows: QuerySet[Any], near: list[str]) -> set[str]:
        """Words of the names, in their forms, that are about as long as those to be mended; one query."""
        parts: list[str] = []
        params: list[Any] = []
        for named in self.names:
            statement, values = named(rows).order_by().values("name_words").query.sql_with_params()
            parts.append(f"({statement})")
            params += values
        everything = " UNION ALL ".join(parts)
        with connection.cursor() as cursor:
            statement = cursor.mogrify(everything, params).decode()
            cursor.execute(_NAME_WORDS, [statement, *_lengths(near)])
            return {str(row[0]) for row in cursor.fetchall()}


def _lengths(words: list[str]) -> tuple[int, int]:
    """The shortest and the longest that a mended word can be."""
    return (
        min(len(word) - slips_forgiven(word) for word in words),
        max(len(word) + slips_forgiven(word) for word in words),
    )


def _beginning(word: str) -> str:
    """An expression for words that begin so; none for a beginning that half of all words have."""
    return any_of([typed_terms(word)[0]], "*") if len(word) >= _SHORTEST_BEGINNING else ""
