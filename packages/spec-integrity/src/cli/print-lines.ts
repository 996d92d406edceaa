// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "../encoding/escape-unprintable.js";

/**
 * Prints lines with whatever they contain. All output of the command passes here, since any part of it may come from a
 * file or a server.
 */
export function printLines(stream: NodeJS.WritableStream, lines: readonly string[]): void {
  stream.write(lines.map((line) => `${escapeUnprintable(line)}\n`).join(""));
}
