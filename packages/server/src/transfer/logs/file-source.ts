// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SavedCheckpoint } from "../../store/contract/event-log.js";
import { openSource } from "../lines/open-source.js";
import { type Line, readLines } from "../lines/read-lines.js";
import { TransferError } from "../lines/transfer-error.js";
import { parseStateHeader, parseStateLine, type StateLine } from "./log-state.js";
import type { SealedBox } from "./sealed-box.js";
import type { LogSource } from "./verify-log.js";

/** A redacted event of the largest size takes several times as much as the event, with the salts of its leaves. */
const maxLineBytes = 64 * 1024 * 1024;

/** Creates the source of a log in a file that `export --proof` wrote, with the state file that belongs to it, if any. */
export function createFileSource(path: string, statePath: string | undefined): LogSource {
  return {
    name: path,
    readLines: () => readFileLines(path),
    async *readCheckpoints(size) {
      if (statePath !== undefined) {
        yield* readStateCheckpoints(statePath, size);
      }
    },
  };
}

/** Reads the encrypted keys in a state file. Resolves with undefined if it has none. */
export async function readStateKeys(path: string): Promise<SealedBox | undefined> {
  for await (const line of readState(path)) {
    if (line.kind === "keys") {
      return line.box;
    }
  }
  return undefined;
}

async function* readStateCheckpoints(path: string, size: number): AsyncGenerator<SavedCheckpoint> {
  for await (const line of readState(path, size)) {
    if (line.kind === "checkpoint") {
      yield line.checkpoint;
    }
  }
}

/** Reads the lines of a state file after the first. Rejects with a `TransferError` if it is not one, or is cut. */
async function* readState(path: string, size?: number): AsyncGenerator<StateLine> {
  let count = -1;
  for await (const { number, text = "", failure } of readFileLines(path)) {
    if (failure !== undefined) {
      throw failure;
    }
    if (count === -1) {
      const header = parseStateHeader(text);
      if (header === undefined || (size !== undefined && header.size !== size)) {
        const got = header === undefined ? "another file" : `that of a log of ${header.size}`;
        throw refuse(`${path}:1`, `expected the state of a log of ${size ?? "any number of"} records, got ${got}`);
      }
      count = 0;
      continue;
    }
    const line = parseStateLine(text);
    if (line === undefined) {
      throw refuse(`${path}:${number}`, "expected a checkpoint, keys, or the last line of a state file");
    }
    if (line.kind === "end") {
      if (line.lines !== count) {
        throw refuse(`${path}:${number}`, `expected ${line.lines} lines before it, got ${count}`);
      }
      return;
    }
    count += 1;
    yield line;
  }
  throw refuse(path, "expected a last line with the number of lines, got a file that is cut");
}

async function* readFileLines(path: string): AsyncGenerator<Line> {
  const { chunks } = await openSource(path, 0);
  yield* readLines(chunks, { name: path, start: { offset: 0, line: 0 }, maxLineBytes });
}

function refuse(place: string, problem: string): TransferError {
  return new TransferError("refused", `${place}: ${problem}`, "use the state file that was written with the export");
}
