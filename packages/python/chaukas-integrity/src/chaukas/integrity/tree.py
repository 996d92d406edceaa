# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The Merkle tree of section 4: RFC 6962, with the proofs of RFC 9162."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Optional

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Returns the hash of a node above two others."""
    return hashlib.sha256(b"\1" + left + right).digest()


class CompactRange:
    """A tree that grows at its right edge. It keeps at most 53 hashes, whatever its size."""

    def __init__(self) -> None:
        self.size = 0
        self._hashes: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Appends the hash of a leaf."""
        index, node = self.size, leaf
        while index % 2 == 1:
            node = hash_node(self._hashes.pop(), node)
            index //= 2
        self._hashes.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Returns the root of the tree over all leaves so far."""
        if not self._hashes:
            return EMPTY_ROOT
        *others, root = self._hashes
        for left in reversed(others):
            root = hash_node(left, root)
        return root


def verify_inclusion(*, index: int, size: int, leaf: bytes, root: bytes, proof: Sequence[bytes]) -> Optional[str]:
    """Verifies that a leaf is in a tree (RFC 9162, section 2.1.3.2). Returns what is wrong, or None."""
    if not 0 <= index < size:
        return f"expected an index below the tree size, got index {index} and size {size}"
    if not all(len(item) == HASH_SIZE for item in (leaf, root, *proof)):
        return f"expected hashes of {HASH_SIZE} bytes"
    place, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return f"expected fewer hashes, got {len(proof)}"
        if place % 2 == 1 or place == last:
            node = hash_node(sibling, node)
            place, last = _skip_levels(place, last)
        else:
            node = hash_node(node, sibling)
        place, last = place // 2, last // 2
    if last != 0:
        return f"expected more hashes, got {len(proof)}"
    return None if node == root else "the proof leads to a different root"


def verify_consistency(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> Optional[str]:
    """Verifies that a tree begins with an older one (RFC 9162, section 2.1.4.2). Returns what is wrong, or None."""
    if not 1 <= old_size <= new_size:
        return f"expected sizes in order, from 1 on, got {old_size} and {new_size}"
    if not all(len(item) == HASH_SIZE for item in (old_root, new_root, *proof)):
        return f"expected hashes of {HASH_SIZE} bytes"
    if old_size == new_size:
        if proof:
            return f"expected no hashes for two trees of equal size, got {len(proof)}"
        return None if old_root == new_root else f"two trees of size {new_size} have different roots"
    if not proof:
        return "expected more hashes, got 0"
    place, last = old_size - 1, new_size - 1
    while place % 2 == 1:
        place, last = place // 2, last // 2
    # If the old tree is complete, its root is a node of the new one, and the proof omits it.
    first, *rest = [old_root, *proof] if place == 0 else proof
    old_node = new_node = first
    for sibling in rest:
        if last == 0:
            return f"expected fewer hashes, got {len(proof)}"
        if place % 2 == 1 or place == last:
            old_node, new_node = hash_node(sibling, old_node), hash_node(sibling, new_node)
            place, last = _skip_levels(place, last)
        else:
            new_node = hash_node(new_node, sibling)
        place, last = place // 2, last // 2
    if last != 0:
        return f"expected more hashes, got {len(proof)}"
    if old_node == old_root and new_node == new_root:
        return None
    return f"the proof leads to a different root of size {new_size if old_node == old_root else old_size}"


def _skip_levels(place: int, last: int) -> tuple[int, int]:
    """Moves up to the level at which the place is a right child."""
    while place % 2 == 0 and place != 0:
        place, last = place // 2, last // 2
    return place, last
