// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CodecState } from "./codec-state.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import { findTextFault } from "./find-text-fault.js";
import { scanJsonText } from "./scan-json-text.js";

/**
 * Parses a text and reads the value in it, but does not accept what only a text can hold and parsing would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function parseJsonText<T>(text: string, state: CodecState, read: (json: unknown) => T): T {
  if (typeof text !== "string") {
    throw new Fault("wrong_type", "a string that holds JSON", describeValue(text));
  }
  const { members, isSuspect } = scanJsonText(text);
  if (isSuspect) {
    refuse(text);
  }
  const value = read(parse(text));
  // Parsing keeps one of several members with the same key, so that fewer are read than the text has.
  if (state.members !== members) {
    refuse(text);
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    refuse(text);
    throw new Fault("syntax", "JSON", String(error));
  }
}

function refuse(text: string): void {
  const fault = findTextFault(text);
  if (fault !== undefined) {
    throw fault;
  }
}
