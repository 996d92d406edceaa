// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { LinePosition } from "./read-lines.js";

/** Where an import of a file stands, kept in a file beside it so that it can go on after an interruption. */
export interface ImportState {
  /** Where the interrupted import stood; the beginning when there was none. */
  readonly start: LinePosition;
  save(position: LinePosition): void;
  /** The import is complete. */
  remove(): void;
}

/** Reads the state of an import into a target. Throws when the state cannot be read, or is of another target. */
export function openImportState(file: string, target: string): ImportState {
  const path = `${file}.import-state`;
  return {
    start: readState(path, target),
    save({ offset, line }) {
      writeFileSync(`${path}.new`, `${JSON.stringify({ target, offset, line })}\n`);
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

function readState(path: string, target: string): LinePosition {
  if (!existsSync(path)) {
    return { offset: 0, line: 0 };
  }
  const { target: known, offset, line } = parseState(path);
  if (known !== target || !Number.isSafeInteger(offset) || !Number.isSafeInteger(line)) {
    throw new Error(`${path}: expected the state of an import into ${target}, got one into ${known}`);
  }
  return { offset, line };
}

function parseState(path: string): LinePosition & { target: string } {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(`${path}: expected the state of an import: ${(cause as Error).message}`, { cause });
  }
}
