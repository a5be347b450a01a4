"""Fields that nobody reads from a stolen database.

AES-256-GCM by `cryptography`; the key of a tenant is derived from the root key and the schema's name, and
table, column and row are bound into every value, so that a value copied to another row, column or town
does not open. Exact search goes through a keyed hash of its own (`blind_index`).
"""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

from tenants.context import current_schema

VERSION = "1"
_NONCE = 12


class UnreadableFieldError(RuntimeError):
    """The stored value was made elsewhere, altered, or under another key."""


def _key(purpose: str) -> bytes:
    info = f"kooperacje:{VERSION}:{current_schema()}:{purpose}".encode()
    root = settings.FIELD_KEY.encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(root)


def seal(text: str, place: str) -> str:
    """Encrypt a text for a place ("table.column.row") of the current tenant."""
    return f"{VERSION}:{base64.b64encode(seal_bytes(text.encode(), place)).decode()}"


def seal_bytes(content: bytes, place: str) -> bytes:
    """Encrypt a file for a place of the current tenant; 28 bytes longer than the file."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key("field")).encrypt(nonce, content, place.encode())


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """Decrypt what `seal_bytes` made for the same place; raises `UnreadableFieldError` otherwise."""
    try:
        return AESGCM(_key("field")).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
    except InvalidTag as error:
        raise UnreadableFieldError(place) from error


def unseal(value: str, place: str) -> str:
    """Decrypt what `seal` made for the same place; raises `UnreadableFieldError` otherwise."""
    version, _, body = value.partition(":")
    if version != VERSION:
        raise UnreadableFieldError(place)
    return unseal_bytes(base64.b64decode(body), place).decode()


def blind_index(value: str, purpose: str) -> str:
    """Keyed hash of a value for exact search within the tenant (64 hex digits)."""
    mac = hmac.HMAC(_key(f"index:{purpose}"), hashes.SHA256())
    mac.update(value.encode())
    return mac.finalize().hex()


if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class Ciphertext(str):
    """A value as it stands in the database; the type tells it from a plain text."""

    __slots__ = ()


class EncryptedTextField(_TextField):
    """A text stored sealed for its row; in Python it is plain.

    Works on models with a primary key set before saving (`Entity`). It cannot be filtered on.
    """

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Sealed(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001, ARG002  Django's signature
        value = getattr(model_instance, self.attname)
        return value if not value else seal(value, self.place(model_instance))

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Mark what comes from the database; it is opened when it is read."""
        return Ciphertext(value) if value else value

    def place(self, instance: models.Model) -> str:
        """What is bound into a value beside the tenant's key."""
        return f"{instance._meta.db_table}.{self.column}.{instance.pk}"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            message = "Encrypted fields cannot be searched: use their blind index."
            raise TypeError(message)
        return super().get_lookup(lookup_name)


class _Sealed:
    """Opens a value when it is read for the first time, not when the row is loaded."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Ciphertext):
            return unseal(value, self.field.place(instance))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value
