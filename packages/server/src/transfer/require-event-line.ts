// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Line } from "./lines/read-lines.js";
import { TransferError } from "./lines/transfer-error.js";

/**
 * Throws a `TransferError` of code `unreadable` if the first line of a file shows that the file is not made of events,
 * one a line, so that its user gets one error rather than one for each line.
 */
export function requireEventLine({ number, text = "" }: Line, name: string): void {
  const found = nameFormat(text.trim());
  if (found !== undefined) {
    const [what, remedy] = found;
    throw new TransferError("unreadable", `${name}:${number}: expected one event per line, got ${what}`, remedy);
  }
}

function nameFormat(text: string): readonly [what: string, remedy: string] | undefined {
  if (text.startsWith("[")) {
    return ["a JSON array", "write one element per line, for example with `jq -c '.[]'`"];
  }
  if (text === "{") {
    return ["a JSON object of several lines", "write each object on one line, for example with `jq -c .`"];
  }
  if (text.startsWith('{"format":"chaukas-integrity/1"')) {
    return ["a log with proofs", "import it with --log, which keeps its identity"];
  }
  if (text.startsWith('{"format":"chaukas-evidence/1"')) {
    return ["evidence, which is part of another log", "verify it with chaukas-verify"];
  }
  return undefined;
}
