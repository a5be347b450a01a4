"""Values as they travel: what PostgreSQL or a calendar cannot hold is refused at the door."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from decimal import Decimal as PythonDecimal
from decimal import InvalidOperation
from typing import Any

import graphene
from graphql import GraphQLError, StringValueNode

from graphql_api.errors import Code

LONGEST_TEXT = 10_000
# A request holds 128 KiB; a file in it a little less.
LARGEST_FILE = 90 * 1024


def _refuse(reason: str) -> GraphQLError:
    return GraphQLError(reason, extensions={"code": Code.BAD_USER_INPUT})


def clean_text(value: Any) -> str:
    """Text without U+0000 and lone surrogates, which no PostgreSQL text can hold."""
    if not isinstance(value, str):
        raise _refuse("Text expected.")
    if len(value) > LONGEST_TEXT:
        raise _refuse(f"Text is longer than {LONGEST_TEXT} characters.")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _refuse("Text holds a character that cannot be stored.")
    return value


class _TextScalar(graphene.Scalar):
    """Common to scalars that travel as text: literals and variables are read by `parse_value`."""

    class Meta:
        abstract = True

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> Any:
        """Read a literal of the document by the rule for variables."""
        if not isinstance(node, StringValueNode):
            raise _refuse("Text expected.")
        return cls.parse_value(node.value)


class NoNullString(_TextScalar):
    """Text of at most 10 000 characters without U+0000 and without lone surrogates."""

    @staticmethod
    def serialize(value: Any) -> str:
        """Text as it is; translated labels are written out in the language of the request."""
        return str(value)

    @staticmethod
    def parse_value(value: Any) -> str:
        """Accept clean text only."""
        return clean_text(value)


class Date(_TextScalar):
    """A day, ISO 8601: `2026-10-05`."""

    @staticmethod
    def serialize(value: dt.date) -> str:
        """ISO 8601, never with a time."""
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> dt.date:
        """Accept exactly YYYY-MM-DD."""
        text = clean_text(value)
        try:
            day = dt.date.fromisoformat(text)
        except ValueError as error:
            raise _refuse("A day as YYYY-MM-DD expected.") from error
        if day.isoformat() != text:
            raise _refuse("A day as YYYY-MM-DD expected.")
        return day


class DateTime(_TextScalar):
    """A moment, RFC 3339 in UTC: `2026-10-05T08:30:00Z`."""

    @staticmethod
    def serialize(value: dt.datetime) -> str:
        """UTC with seconds; a naive moment is a bug."""
        if value.tzinfo is None:
            raise TypeError("a moment without a time zone")
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @staticmethod
    def parse_value(value: Any) -> dt.datetime:
        """Accept only a moment that names its offset."""
        try:
            moment = dt.datetime.fromisoformat(clean_text(value))
        except ValueError as error:
            raise _refuse("A moment as RFC 3339 expected.") from error
        if moment.tzinfo is None:
            raise _refuse("A moment with its offset from UTC expected.")
        return moment


class Decimal(_TextScalar):
    """A decimal number as text, so that no digit is lost: `"12.50"`."""

    @staticmethod
    def serialize(value: PythonDecimal | int) -> str:
        """Digits without an exponent."""
        return format(PythonDecimal(value), "f")

    @staticmethod
    def parse_value(value: Any) -> PythonDecimal:
        """Accept finite numbers only."""
        try:
            number = PythonDecimal(clean_text(value))
        except InvalidOperation as error:
            raise _refuse("A decimal number as text expected.") from error
        if not number.is_finite():
            raise _refuse("A decimal number as text expected.")
        return number


class FileContent(_TextScalar):
    """A file in base64, at most 90 KiB on its way in: larger ones go through the pages."""

    @staticmethod
    def serialize(value: bytes) -> str:
        """Base64 with padding, in one line."""
        return base64.b64encode(value).decode()

    @staticmethod
    def parse_value(value: Any) -> bytes:
        """Accept strict base64 only."""
        if not isinstance(value, str):
            raise _refuse("A file in base64 expected.")
        if len(value) > LARGEST_FILE * 4 // 3 + 4:
            raise _refuse(f"A file is larger than {LARGEST_FILE} bytes; send it through the page.")
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _refuse("A file in base64 expected.") from error
