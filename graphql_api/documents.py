"""Documents, parsed and validated once.

Only valid documents are kept, by the digest of their text and their schema, within a bound of bytes;
a document that was refused is refused again from the start.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.utils.translation import gettext as _
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse, validate

from graphql_api.build import ApiSchema
from graphql_api.errors import Code, Refused
from graphql_api.limits import LIMITS, Limits, check_shape, too_complex

# graphql-core's words for its limits; what the caller wrote comes later in a message.
TOO_LARGE = (
    "Syntax Error: Document contains more than",
    "Syntax Error: Document is nested too deeply",
    "Document is nested too deeply",
)
BYTES_PER_LETTER = 40  # a parsed document takes about this much memory for each letter of its text


@dataclass(frozen=True)
class Prepared:
    """A document that may be executed, and the digest the audit knows it by."""

    document: DocumentNode
    digest: str

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run; a request that names none, or none of these, is refused."""
        found = [
            node
            for node in self.document.definitions
            if isinstance(node, OperationDefinitionNode)
            and (name is None or (node.name and node.name.value == name))
        ]
        if len(found) != 1:
            raise Refused(
                Code.OPERATION_RESOLUTION_FAILURE,
                _("Nie wiadomo, którą operację wykonać: podaj „operationName”."),
            )
        return found[0]


class DocumentCache:
    """Least recently used first out; shared by the threads of a process."""

    def __init__(self, most_bytes: int = 64 * 1024 * 1024) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[Prepared, int]] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget every document."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def prepared(self, schema: ApiSchema, text: str, limits: Limits = LIMITS) -> Prepared:
        """The document behind a text; raises `Refused` for one that is too large or not valid."""
        raw = text.encode("utf-8", "surrogatepass")
        if len(raw) > limits.document_bytes:
            raise Refused(Code.BAD_REQUEST, _("Zapytanie jest za długie."), status=413)
        digest = hashlib.sha256(raw).hexdigest()
        key = (schema.name, digest)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        prepared = Prepared(_valid(schema, text, limits), digest)
        self._keep(key, prepared, len(raw) * BYTES_PER_LETTER)
        return prepared

    def _keep(self, key: tuple[str, str], prepared: Prepared, size: int) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = (prepared, size)
            self._bytes += size
            while self._bytes > self._most_bytes and self._kept:
                _key, (_gone, freed) = self._kept.popitem(last=False)
                self._bytes -= freed


def _valid(schema: ApiSchema, text: str, limits: Limits) -> DocumentNode:
    document = _parsed(text, limits)
    check_shape(document, limits)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and node.operation.value == "subscription":
            raise Refused(Code.OPERATION_NOT_SUPPORTED, _("Subskrypcje nie są obsługiwane."))
    errors = validate(schema.graphql, document, max_errors=limits.errors, hide_suggestions=True)
    if errors:
        raise Refused(Code.GRAPHQL_VALIDATION_FAILED, _("Zapytanie nie pasuje do schematu."), errors=errors)
    return document


def _parsed(text: str, limits: Limits) -> DocumentNode:
    try:
        return parse(text, max_lexical_tokens=limits.tokens, max_comments=limits.comments)
    except GraphQLError as error:
        if error.message.startswith(TOO_LARGE):
            raise too_complex() from error
        raise Refused(
            Code.GRAPHQL_PARSE_FAILED, _("Zapytania nie można odczytać."), errors=[error]
        ) from error
    except RecursionError as error:
        raise Refused(Code.QUERY_TOO_DEEP, _("Zapytanie jest zagnieżdżone zbyt głęboko.")) from error
