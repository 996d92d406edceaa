// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { LinePosition } from "./lines/read-lines.js";

/** Position of an import, kept in a file next to the imported one, so that it can resume after an interruption. */
export interface ImportState {
  /** Position of the interrupted import, or the start of the file if there was none. */
  readonly start: LinePosition;
  save(position: LinePosition): void;
  /** Removes the state, after the import is complete. */
  remove(): void;
}

/** Reads the state of an import into a target. Throws if the state cannot be read or is for another target. */
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
