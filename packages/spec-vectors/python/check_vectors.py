# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads the corpus with the Python protobuf library.

Usage: python check_vectors.py DESCRIPTOR_SET VECTORS

The library must read every vector that violates no rule of form, with the same message in ProtoJSON and in binary, and
reject all others. Prints the problems and the counts. Exits with code 1 if there are problems.
"""

import json
import pathlib
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message, message_factory

RULES_OF_FORM = {
    "syntax", "duplicate_key", "unknown_key", "missing_key", "wrong_type",
    "bad_value", "out_of_range", "bad_unicode", "too_deep", "malformed_binary",
}  # fmt: skip

# Vectors that this library is known to fail. Remove an entry once the library is fixed.
KNOWN_FAILURES = {
    # It accepts a field under both of its names, and uses the last value.
    "protojson/both-names",
}


def load_pool(descriptor_set: pathlib.Path) -> descriptor_pool.DescriptorPool:
    """Creates a separate pool, so that the well-known types come from the same set."""
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(descriptor_set.read_bytes()).file:
        pool.Add(file)
    return pool


class Reader:
    """Reads the files of a vector into messages."""

    def __init__(self, pool: descriptor_pool.DescriptorPool, folder: pathlib.Path):
        self.pool = pool
        self.folder = folder

    def read(self, vector: dict) -> list[message.Message]:
        """Returns the message of each form that the vector has. Raises if one cannot be read."""
        new = message_factory.GetMessageClass(self.pool.FindMessageTypeByName(vector["message"]))
        messages = []
        if "protojson" in vector:
            text = (self.folder / vector["protojson"]).read_bytes().decode("utf-8")
            messages.append(json_format.Parse(text, new(), descriptor_pool=self.pool))
        if "binary" in vector:
            messages.append(new.FromString((self.folder / vector["binary"]).read_bytes()))
        return messages


def is_readable(vector: dict) -> bool:
    for difference in vector.get("differences", []):
        if difference["form"] == "protobuf":
            return difference["verdict"] == "valid"
    return vector.get("rule") not in RULES_OF_FORM


def find_failure(reader: Reader, vector: dict) -> str | None:
    try:
        messages = reader.read(vector)
        encoded = [each.SerializeToString(deterministic=True) for each in messages]
    except (json_format.ParseError, message.DecodeError, message.EncodeError, UnicodeError) as error:
        return f"expected a message, got {error!r}" if is_readable(vector) else None
    if not is_readable(vector):
        return "expected an error, got a message"
    return None if len(set(encoded)) == 1 else "expected the same message in ProtoJSON and in binary, got two"


def main() -> int:
    descriptor_set, folder = map(pathlib.Path, sys.argv[1:])
    reader = Reader(load_pool(descriptor_set), folder)
    index = json.loads((folder / "index.json").read_text("utf-8"))
    vectors = [vector for vector in index["vectors"] if "protojson" in vector or "binary" in vector]
    failures = {vector["id"]: failure for vector in vectors if (failure := find_failure(reader, vector)) is not None}
    problems = [f"{name}: {failure}" for name, failure in failures.items() if name not in KNOWN_FAILURES]
    problems += [f"{name}: expected a known failure, got none" for name in KNOWN_FAILURES - failures.keys()]
    print("\n".join([*problems, f"{len(vectors)} vectors, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
