"""Fields that nobody reads from a stolen database.

AES-256-GCM by `cryptography`. Keys come in three storeys: the root key of the installation, a tenant's key
derived from it and the schema's name, and a random key for each family, kept wrapped under the tenant's
(`core.shared.keyring`). What is about a family is sealed under its own key: destroying that key makes all
of it unreadable at once. Table, column, row and the key's version are bound into every value, so that a
value copied to another row, column, family or town does not open. Exact search goes through a keyed hash
of its own (`blind_index`).
"""

from __future__ import annotations

import base64
import secrets
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from core.shared import keyring
from core.shared.keyring import KeyDestroyedError, KeyMissingError
from core.shared.kinship import family_of as family_of_record
from tenants.context import current_schema

VERSION = "1"  # under the tenant's key
FAMILY_VERSION = "2"  # under a family's key: "2:<family>:<base64>"
_NONCE = 12
# What is read where a family's key has been destroyed.
ERASED = gettext_lazy("dane usunięte")


class UnreadableFieldError(RuntimeError):
    """The stored value was made elsewhere, altered, or under another key."""


@lru_cache(maxsize=512)
def _derived(root: str, schema: str, purpose: str) -> bytes:
    info = f"kooperacje:{VERSION}:{schema}:{purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(root.encode())


def _key(purpose: str) -> bytes:
    return _derived(settings.FIELD_KEY, current_schema(), purpose)


def seal(text: str, place: str, family: UUID | None = None) -> str:
    """Encrypt a text for a place ("table.column.row"), under the tenant's key or a family's."""
    body = base64.b64encode(seal_bytes(text.encode(), place, family)).decode()
    return f"{FAMILY_VERSION}:{family.hex}:{body}" if family else f"{VERSION}:{body}"


def unseal(value: str, place: str) -> str:
    """Decrypt what `seal` made for the same place; raises `UnreadableFieldError` otherwise."""
    version, _, body = value.partition(":")
    family = family_of(value)
    if version not in (VERSION, FAMILY_VERSION):
        raise UnreadableFieldError(place)
    if family is not None:
        body = body.partition(":")[2]
    return unseal_bytes(base64.b64decode(body), place, family).decode()


def family_of(value: str) -> UUID | None:
    """The family under whose key a value is sealed; none for one under the tenant's."""
    version, _, body = value.partition(":")
    return UUID(hex=body.partition(":")[0]) if version == FAMILY_VERSION else None


def seal_bytes(content: bytes, place: str, family: UUID | None = None) -> bytes:
    """Encrypt a file for a place of the current tenant; 28 bytes longer than the file."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(family).encrypt(nonce, content, _bound(place, family))


def unseal_bytes(sealed: bytes, place: str, family: UUID | None = None) -> bytes:
    """Decrypt what `seal_bytes` made for the same place; raises `UnreadableFieldError` otherwise.

    Raises `KeyDestroyedError` where the family's key is gone.
    """
    try:
        return _cipher(family).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(place, family))
    except (InvalidTag, KeyMissingError) as error:
        raise UnreadableFieldError(place) from error


def new_family_key(family: UUID) -> str:
    """A random key for a family, wrapped under the tenant's."""
    return _wrapped(secrets.token_bytes(32), family)


def _wrapped(key: bytes, family: UUID) -> str:
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key("family")).encrypt(nonce, key, family.bytes)
    return base64.b64encode(nonce + sealed).decode()


def opened_family_key(wrapped: str, family: UUID) -> bytes:
    """The key that `new_family_key` wrapped for this family of this tenant."""
    body = base64.b64decode(wrapped)
    try:
        return AESGCM(_key("family")).decrypt(body[:_NONCE], body[_NONCE:], family.bytes)
    except InvalidTag as error:
        raise UnreadableFieldError(str(family)) from error


def blind_index(value: str, purpose: str) -> str:
    """Keyed hash of a value for exact search within the tenant (64 hex digits)."""
    mac = hmac.HMAC(_key(f"index:{purpose}"), hashes.SHA256())
    mac.update(value.encode())
    return mac.finalize().hex()


def _cipher(family: UUID | None) -> AESGCM:
    return keyring.key_of(family) if family else AESGCM(_key("field"))


def _bound(place: str, family: UUID | None) -> bytes:
    if family is None:
        return place.encode()
    return f"{FAMILY_VERSION}.{current_schema()}.{family.hex}.{place}".encode()


if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class Ciphertext(str):
    """A value as it stands in the database; the type tells it from a plain text."""

    __slots__ = ()


class EncryptedTextField(_TextField):
    """A text stored sealed for its row; in Python it is plain.

    What is about a family is sealed under that family's key. Which family a row is about follows from its
    foreign keys (`core.shared.kinship`), or is said: `EncryptedTextField(family="case.household_id")`. The
    rest is sealed under the tenant's key. `erased` is read once the family's key is destroyed. Works on
    models with a primary key set before saving (`Entity`). It cannot be filtered on, nor written by
    `update()`: that would store it plain.
    """

    # What may be emptied where the rest of a row may not change (`tenants.roles`).
    sealed = True

    def __init__(self, *args: Any, family: str | None = None, erased: Any = ERASED, **kwargs: Any) -> None:
        self.family = family
        self.erased = erased
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Sealed(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  Django's signature
        family = self.family_of(model_instance)
        stored = model_instance.__dict__.get(self.attname)
        if isinstance(stored, Ciphertext) and not add and family_of(stored) == family:
            return stored  # untouched; perhaps its key is gone
        value = getattr(model_instance, self.attname)
        return Ciphertext(seal(value, self.place(model_instance), family)) if value else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value and not isinstance(value, Ciphertext) and not hasattr(value, "as_sql"):
            message = f"{self.name} is written with save(), which seals it."
            raise TypeError(message)
        return super().get_db_prep_save(str(value) if isinstance(value, str) else value, connection)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Mark what comes from the database; it is opened when it is read."""
        if not value:
            return value
        family = family_of(value)
        if family is not None:
            keyring.want(family)
        return Ciphertext(value)

    def place(self, instance: models.Model) -> str:
        """What is bound into a value beside the key."""
        return f"{instance._meta.db_table}.{self.column}.{instance.pk}"

    def opened(self, pk: Any, value: str | None) -> str:
        """The plain text of a row read without its instance (`values_list`): a third of the time."""
        if not value:
            return ""
        try:
            return unseal(value, f"{self.model._meta.db_table}.{self.column}.{pk}")
        except KeyDestroyedError:
            return str(self.erased)

    def family_of(self, instance: models.Model) -> UUID | None:
        """The household under whose key the row's text is sealed."""
        if self.family is None:
            return family_of_record(instance)
        found: UUID | None = attrgetter(self.family)(instance) if self.family else None
        return found

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
        if not isinstance(value, Ciphertext):
            return value
        try:
            return unseal(value, self.field.place(instance))
        except KeyDestroyedError:
            return str(self.field.erased)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value
