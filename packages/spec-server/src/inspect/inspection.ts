// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { MessageFault } from "../errors/message-fault.js";

/** What is known while a message is looked at. */
export interface Inspection {
  /** Messages around the place at hand. */
  depth: number;
  /** Messages that may be nested, the outermost counted as one. */
  readonly maxDepth: number;
  /** Fields that were taken out since this version does not know them. */
  unknownFields: number;
  /** Bytes that the message takes up in binary form, at the most. */
  maxBytes: number;
}

/** The state in which an inspection begins. */
export function createInspection(maxDepth: number): Inspection {
  return { depth: 0, maxDepth, unknownFields: 0, maxBytes: 0 };
}

/** Counts a message that is entered. On the way out `inspection.depth` has to be what it was. */
export function enterMessage(inspection: Inspection): void {
  inspection.maxBytes += 16;
  if (++inspection.depth > inspection.maxDepth) {
    throw new MessageFault("message.depth", `expected at most ${inspection.maxDepth} nested messages, got more`);
  }
}

/** Looks at a string, which takes up at most three bytes for each unit of UTF-16. */
export function inspectText(text: string, inspection: Inspection): void {
  inspection.maxBytes += 3 * text.length + 16;
  if (/\p{Surrogate}/u.test(text)) {
    throw new MessageFault("string.unicode", "expected Unicode text, got half of a surrogate pair");
  }
}

/** Looks at a number of any type. */
export function inspectNumber(value: number, inspection: Inspection): void {
  inspection.maxBytes += 16;
  if (!Number.isFinite(value)) {
    throw new MessageFault("number.finite", `expected a finite number, got ${value}`);
  }
}
