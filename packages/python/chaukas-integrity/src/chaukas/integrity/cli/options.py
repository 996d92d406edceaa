# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Sequence
from typing import NoReturn, Optional, Union

from ..checkpoint import tenant_of_origin
from ..errors import IntegrityError
from .verify_error import VerifyError

HELP = """\
Usage: chaukas-verify <SOURCE> --origin <ORIGIN> --key <KEY> --checkpoint <FILE>

Verifies the audit trail of a tenant (chaukas-integrity/1): every content hash and commitment, the chain,
the tree, and that nothing that a kept checkpoint covers was changed, removed, inserted or reordered.
The key and the origin are never taken from the export.

The first line of the result is the verdict: PROVED, CONDITIONAL if something is not proved, or FAILED.

SOURCE is an export (lines of JSON, optionally compressed with gzip), or - for stdin. It may also be
evidence, a selection of a log with proofs, for which --checkpoint is optional: the result says that these
records are in the log, unaltered, and never that they are all of the selection. To verify a store, export
it first: `chaukas-server export --proof --tenant <TENANT> --output trail.jsonl`. To verify a running
server, use the command of the same name in the npm package @chaukas/spec-integrity.

Options:
  --origin <ORIGIN>         origin of the log, such as audit.example.com/t/acme
  --key <KEY>               verifier key of the log (<name>+<key id>+<base64>), or a file that contains it
  --checkpoint <FILE>       signed checkpoint that you kept; can be repeated
  --no-checkpoint           verify without one: shows only that the trail is consistent in itself
  --allow-later-redactions  accept events that show a redaction whose record is not in the export, on condition
  --json                    print the result as one JSON object
  -h, --help                print this text
  -V, --version             print the version

Exit codes:
  0  PROVED: every record is as it was recorded, up to a checkpoint that covers them all
  1  FAILED: something is wrong with the trail or with a checkpoint
  2  nothing was verified: the command line is invalid, or a file cannot be read
  3  CONDITIONAL: nothing is wrong, but something is not proved; the lines "not proved" list it
"""


@dataclasses.dataclass(frozen=True)
class Options:
    """Options of a command line."""

    source: str
    """Path of an export or of evidence, or `-` for stdin."""
    origin: str
    key: Optional[str]
    """Verifier key as text, or the path of a file that contains it. None if no signature is verified."""
    checkpoints: list[str]
    """Paths of kept checkpoints."""
    no_checkpoint: bool
    allow_later_redactions: bool
    is_json: bool


def parse_options(arguments: Sequence[str]) -> Union[Options, str]:
    """Parses a command line. Returns `help` or `version` if only that is wanted. Raises `VerifyError`."""
    values = _create_parser().parse_args(arguments)
    if values.help or values.version:
        return "help" if values.help else "version"
    if len(values.source) != 1 or values.source[0] == "":
        got = len(values.source) if values.source and values.source[0] else "none"
        raise usage_error(f"source: expected one export or -, got {got}")
    options = Options(
        source=values.source[0],
        origin=_read_origin(values.origin),
        key=values.key,
        checkpoints=values.checkpoint,
        no_checkpoint=values.no_checkpoint,
        allow_later_redactions=values.allow_later_redactions,
        is_json=values.json,
    )
    _check_combination(options)
    return options


def require_checkpoint_choice(options: Options) -> None:
    """Raises `VerifyError` unless a kept checkpoint was given, or it was said that there is none."""
    if not options.checkpoints and not options.no_checkpoint:
        raise usage_error("--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither")


def usage_error(message: str) -> VerifyError:
    """Returns the error for an invalid command line."""
    return VerifyError(message, "see `chaukas-verify --help`")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise usage_error(message)


def _create_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="chaukas-verify", add_help=False, allow_abbrev=False)
    parser.add_argument("source", nargs="*")
    parser.add_argument("--origin")
    parser.add_argument("--key")
    parser.add_argument("--checkpoint", action="append", default=[])
    for name in ("--no-checkpoint", "--allow-later-redactions", "--json"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("-V", "--version", action="store_true")
    return parser


def _read_origin(origin: Optional[str]) -> str:
    if origin is None:
        raise usage_error("--origin: expected the origin of the log, such as audit.example.com/t/acme, got none")
    try:
        tenant_of_origin(origin)
    except IntegrityError as error:
        raise usage_error(f"--origin: {error}") from None
    return origin


def _check_combination(options: Options) -> None:
    if re.match("https?://", options.source, re.IGNORECASE):
        problem = "expected an export, evidence or -, got the URL of a server"
        remedy = "export the log with `chaukas-server export --proof`, or run `npx @chaukas/spec-integrity` on the URL"
        raise VerifyError(f"source: {problem}", remedy)
    if options.checkpoints and options.no_checkpoint:
        raise usage_error("--no-checkpoint: expected no --checkpoint, got both")
    if options.key is None and options.checkpoints:
        raise usage_error("--key: expected the verifier key of the log, or a file that contains it, got none")
