# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 5 of chaukas-integrity/1: origins, keys, signed notes and checkpoints."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import re
import urllib.parse
from collections.abc import Iterable
from typing import Optional

from .canonical_json import print_json
from .ed25519 import verify_signature
from .errors import IntegrityError
from .normal_form import MAX_SAFE_INTEGER
from .tree import HASH_SIZE

_ORIGIN = re.compile(r"([^/#+%\s]+)/t/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)")
_HOST = re.compile(r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_MAX_ORIGIN_SIZE = 1000
_KEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)")
_ED25519 = 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_MARK = "\u2014 "
_MAX_SIGNATURES = 100
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")


def format_origin(host: str, tenant_id: str) -> str:
    """Writes the origin of the log of a tenant: `<host>/t/<tenant>`, with the tenant percent-encoded.

    The host may have a port. Raises `IntegrityError` for an invalid host, an empty tenant, or over 1000 bytes.
    """
    if _HOST.fullmatch(host) is None:
        raise IntegrityError("malformed", f"host: expected a host such as audit.example.com, got {print_json(host)}")
    if tenant_id == "" or re.search("[\ud800-\udfff]", tenant_id):
        raise IntegrityError("malformed", "tenant: expected well-formed Unicode that is not empty")
    origin = f"{host}/t/{urllib.parse.quote(tenant_id, safe='')}"
    if len(origin) > _MAX_ORIGIN_SIZE:
        raise IntegrityError("out_of_range", f"origin: expected at most {_MAX_ORIGIN_SIZE} bytes, got {len(origin)}")
    return origin


def tenant_of_origin(origin: str) -> str:
    """Returns the tenant that an origin names. Raises `IntegrityError` for text that is not an origin."""
    match = _ORIGIN.fullmatch(origin)
    if match is not None:
        try:
            tenant = urllib.parse.unquote(match[2], errors="strict")
            if format_origin(match[1], tenant) == origin:
                return tenant
        except ValueError:
            # An origin that cannot be decoded is malformed.
            pass
    raise IntegrityError(
        "malformed", f"origin: expected <host>/t/<tenant>, percent-encoded, got {print_json(origin[:200])}"
    )


@dataclasses.dataclass(frozen=True)
class VerifierKey:
    """The public half of a key that signs the checkpoints of a log."""

    name: str
    """The origin of the log."""
    key_id: str
    """First four bytes of the hash over name and key, in lower-case hex."""
    public_key: bytes


def parse_verifier_key(text: str) -> VerifierKey:
    """Reads a key `<name>+<key id>+<base64>`, as Go's package note writes it.

    Raises `IntegrityError` of code `malformed` for other texts.
    """
    match = _KEY.fullmatch(text)
    encoded = None if match is None else _parse_base64(match[3])
    if match is None or not _is_name(match[1]) or encoded is None or len(encoded) != 33 or encoded[0] != _ED25519:
        raise IntegrityError("malformed", "verifier key: expected <name>+<8 hex digits>+<base64 of 1 and 32 bytes>")
    expected = hashlib.sha256(match[1].encode("utf-8") + b"\n" + encoded).hexdigest()[:8]
    if match[2] != expected:
        raise IntegrityError("malformed", f"key id: expected {expected} for this name and key, got {match[2]}")
    return VerifierKey(match[1], expected, encoded[1:])


@dataclasses.dataclass(frozen=True)
class Checkpoint:
    """State of a log at one size."""

    origin: str
    size: int
    root: bytes


class CheckpointError(IntegrityError):
    """Raised for a checkpoint that is not trusted.

    `code` is `malformed`, `unsigned` if the key has not signed it, `bad_signature` if the signature of the key does not
    match, or `wrong_origin` for a checkpoint of another log.
    """


def open_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """Verifies that a key signed a checkpoint of the log that the key is named for, and returns the checkpoint.

    Signatures of other keys are ignored. Never take the key from the server whose log you verify. Raises
    `CheckpointError`.
    """
    text, lines = _split_note(note)
    if len(lines) > _MAX_SIGNATURES:
        raise CheckpointError("malformed", f"the note: expected at most {_MAX_SIGNATURES} signatures, got {len(lines)}")
    signatures = [_parse_signature(index, line) for index, line in enumerate(lines, start=1)]
    named = f"{key.name}+{key.key_id}"
    own = next((value for name, value in signatures if name == key.name and value[:4].hex() == key.key_id), None)
    if own is None:
        raise CheckpointError("unsigned", f"the note: expected a signature of {named}, found none")
    if not verify_signature(key.public_key, text.encode("utf-8"), own[4:]):
        raise CheckpointError("bad_signature", f"the note: the signature of {named} does not match the text")
    checkpoint = _parse_text(text)
    require_origin(checkpoint, key.name)
    return checkpoint


def parse_checkpoint(note: str) -> Checkpoint:
    """Returns a checkpoint, whoever signed it. Raises `CheckpointError` of code `malformed`."""
    at = note.rfind("\n\n")
    return _parse_text(note[: at + 1])


def require_origin(checkpoint: Checkpoint, origin: str) -> None:
    """Raises `CheckpointError` unless a checkpoint is of a log."""
    if checkpoint.origin != origin:
        raise CheckpointError("wrong_origin", f"the checkpoint: expected the origin {origin}, got {checkpoint.origin}")


def roots_of_checkpoints(origin: str, checkpoints: Iterable[Checkpoint]) -> dict[int, bytes]:
    """Returns the roots of kept checkpoints by size.

    Raises `IntegrityError` of code `mismatch` for one of another log, and for two roots of the same size.
    """
    roots: dict[int, bytes] = {}
    for checkpoint in checkpoints:
        if checkpoint.origin != origin:
            raise IntegrityError("mismatch", f"checkpoint: expected the origin {origin}, got {checkpoint.origin}")
        if roots.setdefault(checkpoint.size, checkpoint.root) != checkpoint.root:
            problem = f"expected one root for size {checkpoint.size}, got two: the log was forked"
            raise IntegrityError("mismatch", f"checkpoints: {problem}")
    return roots


def _split_note(note: str) -> tuple[str, list[str]]:
    text, separator, signatures = note.rpartition("\n\n")
    lines = signatures.split("\n")
    if separator == "" or lines.pop() != "" or _FORBIDDEN.search(note):
        expected = "expected a text, an empty line, and signatures that each end in a line feed"
        raise CheckpointError("malformed", f"the note: {expected}")
    return text + "\n", lines


def _parse_signature(index: int, line: str) -> tuple[str, bytes]:
    parts = line[len(_MARK) :].split(" ") if line.startswith(_MARK) else []
    value = _parse_base64(parts[1]) if len(parts) == 2 else None
    if value is None or len(value) <= 4 or not _is_name(parts[0]):
        raise CheckpointError("malformed", f"signature {index} of the note: expected \u2014, a name and base64")
    return parts[0], value


def _parse_text(text: str) -> Checkpoint:
    # Extension lines may follow. The text ends in a line feed, and none of its lines is empty.
    lines = text.split("\n")
    is_complete = len(lines) >= 4 and lines[-1] == "" and "" not in lines[:-1]
    origin, size, encoded = lines[:3] if is_complete else ("", "", "")
    if not is_complete or _SIZE.fullmatch(size) is None or int(size) > MAX_SAFE_INTEGER:
        raise CheckpointError("malformed", "checkpoint: expected lines with an origin, a size and a root")
    root = _parse_base64(encoded)
    if root is None or len(root) != HASH_SIZE:
        raise CheckpointError("malformed", f"checkpoint: expected a root of {HASH_SIZE} bytes in base64")
    return Checkpoint(origin, int(size), root)


def _is_name(name: str) -> bool:
    return name != "" and re.search("[+\\s\x85\ufeff\ud800-\udfff]", name) is None


def _parse_base64(text: str) -> Optional[bytes]:
    """Reads base64 in the standard alphabet with padding. Returns None for every other text."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if base64.b64encode(value).decode("ascii") == text else None
