# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import gzip
import importlib.metadata
import io
import itertools
import re
import sys
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Optional, cast

from ..canonical_json import print_json
from ..checkpoint import Checkpoint, CheckpointError, VerifierKey, open_checkpoint, parse_verifier_key
from ..errors import IntegrityError
from ..evidence_verifier import EvidenceVerifier
from ..formats import is_evidence, parse_export_header
from ..lines import Line, read_lines
from ..trail_audit import TrailAudit
from ..verdict import Fault
from ..verify import audit_lines, verify_lines
from .options import HELP, Options, parse_options, require_checkpoint_choice
from .report import ReportBuilder, format_report
from .verify_error import VerifyError

_EXIT_CODES = {"proved": 0, "failed": 1, "conditional": 3}
_UNUSABLE = 2

_HTML = re.compile(r"\ufeff?\s*<(!doctype|html)", re.IGNORECASE)
# A path does not look like a key, which ends in its id and 44 characters of base64.
_KEY_TEXT = re.compile(r".*\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}", re.DOTALL)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Runs a command line, that of the process by default, and returns its exit code."""
    try:
        options = parse_options(sys.argv[1:] if arguments is None else arguments)
        if options == "help" or options == "version":
            text = HELP.rstrip("\n") if options == "help" else importlib.metadata.version("chaukas-integrity")
            _print_lines(sys.stdout, text.split("\n"))
            return 0
        report = _verify(cast(Options, options))
        _print_lines(sys.stdout, [print_json(report)] if cast(Options, options).is_json else format_report(report))
        return _EXIT_CODES[report["verdict"]]
    except VerifyError as error:
        _print_lines(sys.stderr, [f"error: {error}", f"  what to do: {error.remedy}"])
        return _UNUSABLE


def _verify(options: Options) -> dict[str, Any]:
    report = ReportBuilder(options.source, options.origin)
    key = None if options.key is None else _read_key(options.key, options.origin)
    kept = [] if key is None else _read_checkpoints(options.checkpoints, key, report)
    stream = _open_source(options.source)
    try:
        lines = _named_errors(read_lines(stream), options.source)
        header = next(lines, None)
        if header is None:
            raise VerifyError(f"{options.source}: expected an export, got an empty file", _HOW_TO_EXPORT)
        if _HTML.match(header.text) is not None:
            raise VerifyError(
                f"{options.source}: expected an export or evidence, got a page of HTML, which can show anything",
                'if it is a page of evidence, open it in a browser, press "Save the evidence", '
                "and verify the file that it saves",
            )
        lines = itertools.chain([header], lines)
        if is_evidence(header.text):
            return _verify_evidence(lines, options, key, kept, report)
        require_checkpoint_choice(options)
        return _verify_export(header, lines, options, kept, report)
    finally:
        stream.close()


_HOW_TO_EXPORT = "give an export written by `chaukas-server export --proof`"


def _verify_export(
    header: Line, lines: Iterator[Line], options: Options, kept: list[Checkpoint], report: ReportBuilder
) -> dict[str, Any]:
    try:
        origin = parse_export_header(header.text).origin
    except IntegrityError as error:
        raise VerifyError(f"{options.source}: {error}", _HOW_TO_EXPORT) from None
    if origin != options.origin:
        report.add(Fault("wrong_origin", f"the export: expected the origin {options.origin}, got {origin}"), 1)
        return report.build()
    audit = TrailAudit(options.origin, kept, allow_later_redactions=options.allow_later_redactions)
    return report.build(audit_lines(audit, options.origin, lines, report.list_fault, report.add_redaction))


def _verify_evidence(
    lines: Iterator[Line],
    options: Options,
    key: Optional[VerifierKey],
    kept: list[Checkpoint],
    report: ReportBuilder,
) -> dict[str, Any]:
    if options.allow_later_redactions:
        problem = "expected an export of a whole log, got evidence, which contains the records of its redactions"
        raise VerifyError(f"--allow-later-redactions: {problem}", "leave the option out")
    verifier = EvidenceVerifier(options.origin, key=key, checkpoints=kept)
    result = verify_lines(verifier, lines, report.list_fault, report.add_redaction)
    is_kept = result.header is not None and any(each.size == result.header.size for each in kept)
    return report.build_evidence(result, "kept" if is_kept else "evidence" if key is not None else None)


def _open_source(path: str) -> BinaryIO:
    """Opens a file, or stdin for `-`, and decompresses gzip."""
    try:
        raw: BinaryIO = sys.stdin.buffer if path == "-" else open(path, "rb")
        stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
        is_compressed = stream.peek(2)[:2] == b"\x1f\x8b"
    except OSError as error:
        raise _unreadable(path, error) from None
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if is_compressed else stream


def _named_errors(lines: Iterator[Line], path: str) -> Iterator[Line]:
    """Yields lines, and names the file in an error."""
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except (OSError, EOFError, zlib.error) as error:
            raise _unreadable(path, error) from None
        yield line


def _unreadable(path: str, error: Exception) -> VerifyError:
    return VerifyError(f"{'stdin' if path == '-' else path}: {error}", "check the file and its permissions")


def _read_text(path: str, flag: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise VerifyError(f"{flag}: {error}", "check the file and its permissions") from None


def _read_key(text: str, origin: str) -> VerifierKey:
    """Reads a verifier key, given as text or as the path of a file. Its name must be the origin."""
    if _KEY_TEXT.fullmatch(text) is None:
        text = _read_text(text, "--key").strip()
    if text.startswith("PRIVATE+KEY+"):
        raise VerifyError(
            "--key: expected a verifier key, got a private key", "keep it secret, and give the verifier key"
        )
    try:
        key = parse_verifier_key(text)
    except IntegrityError as error:
        remedy = "give the output of `chaukas-server signing-key show` that you kept"
        raise VerifyError(f"--key: {error}", remedy) from None
    if key.name != origin:
        raise VerifyError(
            f"--key: expected a key of the origin {origin}, got one of {key.name}",
            "give the key and the origin of the same log",
        )
    return key


def _read_checkpoints(paths: Iterable[str], key: VerifierKey, report: ReportBuilder) -> list[Checkpoint]:
    """Reads kept checkpoints. Reports those that cannot be trusted or contradict another, and returns the rest."""
    kept: dict[int, Checkpoint] = {}
    for path in paths:
        text = _read_text(path, "--checkpoint")
        if text.strip() == "":
            # As after a download that failed: that says nothing about the trail.
            raise VerifyError(
                f"--checkpoint: {path}: expected a signed checkpoint, got an empty file",
                "give the checkpoint that you kept, or leave the option out",
            )
        try:
            checkpoint = open_checkpoint(text, key)
        except CheckpointError as error:
            report.add(Fault(error.code, f"{path}: {error}"))
            continue
        if kept.setdefault(checkpoint.size, checkpoint).root != checkpoint.root:
            problem = "differs from that of another kept checkpoint: the log was forked"
            report.add(Fault("forked", f"{path}: the root of size {checkpoint.size} {problem}"))
    return list(kept.values())


_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _print_lines(stream: Any, lines: Iterable[str]) -> None:
    """Prints lines. Escapes what a terminal would obey rather than show, since any of it may come from a forger."""
    text = "".join(f"{_escape(line)}\n" for line in lines)
    stream.flush()
    stream.buffer.write(text.encode("utf-8"))
    stream.buffer.flush()


def _escape(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(
        f"\\u{ord(char):04x}" if char in _DIRECTION_MARKS or unicodedata.category(char) in ("Cc", "Cs") else char
        for char in line
    )
