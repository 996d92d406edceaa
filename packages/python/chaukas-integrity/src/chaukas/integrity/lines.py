# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads files line by line, in bounded memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import BinaryIO

MAX_LINE_SIZE = 64 * 1024 * 1024
"""Maximum size of a line in bytes, without the line feed."""

_CHUNK = 1024 * 1024


@dataclasses.dataclass(frozen=True)
class Line:
    """A line of a file. `text` is empty if it is too long or not UTF-8, which `problem` then says."""

    text: str
    problem: str = ""


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Yields the lines of a stream of bytes. Only the last one may lack its line feed."""
    while True:
        line = stream.readline(MAX_LINE_SIZE + 1)
        if line == b"":
            return
        if len(line) > MAX_LINE_SIZE and not line.endswith(b"\n"):
            size = len(line)
            line = b""
            while True:
                part = stream.readline(_CHUNK)
                size += len(part) - part.endswith(b"\n")
                if part == b"" or part.endswith(b"\n"):
                    break
            yield Line("", f"expected at most {MAX_LINE_SIZE} bytes, got {size}")
            continue
        try:
            yield Line(line[:-1].decode("utf-8") if line.endswith(b"\n") else line.decode("utf-8"))
        except UnicodeDecodeError:
            yield Line("", "expected UTF-8")
