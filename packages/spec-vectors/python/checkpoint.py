# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 5 of chaukas-integrity/1: signed notes and checkpoints, with Ed25519 as RFC 8032 describes it."""

import base64
import binascii
import functools
import hashlib
import re

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
SIZE = re.compile(r"0|[1-9][0-9]*")

# A point in extended homogeneous coordinates.
Point = tuple[int, int, int, int]


class BadNote(Exception):
    """A text is not a checkpoint of the log that its key signed."""


def decode(text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("expected base64") from None
    if base64.b64encode(value).decode("ascii") != text:
        raise BadNote("expected canonical base64")
    return value


@functools.cache
def open_checkpoint(note: str, origin: str, verifier_key: str) -> tuple[int, bytes]:
    """Returns size and root of a checkpoint that the key signed."""
    name, key_hash, encoded = verifier_key.split("+", 2)
    key = decode(encoded)
    key_id = hashlib.sha256(name.encode("utf-8") + b"\n" + key).digest()[:4]
    if name != origin or key_id.hex() != key_hash or key[0] != 1 or len(key) != 33:
        raise BadNote("another key")
    text, signatures = split_note(note)
    found = False
    for line in signatures:
        match = re.fullmatch(r"— ([^ +]+) ([^ ]+)", line)
        if match is None:
            raise BadNote("expected a signature")
        signature = decode(match[2])
        if match[1] == name and signature[:4] == key_id:
            found = True
            if not is_signed(key[1:], text.encode("utf-8"), signature[4:]):
                raise BadNote("wrong signature")
    if not found:
        raise BadNote("not signed by the key")
    return parse_text(text, origin)


def parse_checkpoint(note: str, origin: str) -> tuple[int, bytes]:
    """Returns size and root of a checkpoint, whoever signed it."""
    return parse_text(split_note(note)[0], origin)


def split_note(note: str) -> tuple[str, list[str]]:
    text, separator, signatures = note.rpartition("\n\n")
    if separator == "" or not signatures.endswith("\n"):
        raise BadNote("expected a text, an empty line, and signatures")
    return text + "\n", signatures[:-1].split("\n")


def parse_text(text: str, origin: str) -> tuple[int, bytes]:
    lines = text.split("\n")
    if len(lines) != 4 or lines[0] != origin or SIZE.fullmatch(lines[1]) is None:
        raise BadNote("expected an origin, a size and a root")
    root = decode(lines[2])
    if len(root) != 32:
        raise BadNote("expected a root of 32 bytes")
    return int(lines[1]), root


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verifies a signature as RFC 8032, section 5.1.7."""
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    a, r = decompress(key), decompress(signature[:32])
    if s >= Q or a is None or r is None:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def add(one: Point, other: Point) -> Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(factor: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while factor > 0:
        if factor & 1:
            result = add(result, point)
        point, factor = add(point, point), factor >> 1
    return result


def decompress(encoded: bytes) -> Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
