// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Message } from "@bufbuild/protobuf";
import { MessageFault } from "../errors/message-fault.js";

/** State of the inspection of a message. */
export interface Inspection {
  /** Number of messages that enclose the current value. */
  depth: number;
  /** Maximum number of nested messages, including the outermost. */
  readonly maxDepth: number;
  /** Numbers of the removed fields that this version does not know, by the message that had them. */
  readonly removed: Map<Message, number[]>;
  /** Upper bound of the size of the message in binary form, in bytes. */
  maxBytes: number;
}

/** Returns the state in which an inspection begins. */
export function createInspection(maxDepth: number): Inspection {
  return { depth: 0, maxDepth, removed: new Map(), maxBytes: 0 };
}

/** Adds a message to the depth. The caller restores `inspection.depth` when it leaves the message. */
export function enterMessage(inspection: Inspection): void {
  inspection.maxBytes += 16;
  if (++inspection.depth > inspection.maxDepth) {
    throw new MessageFault("message.depth", `expected at most ${inspection.maxDepth} nested messages, got more`);
  }
}

/** Inspects a string, which takes at most three bytes per UTF-16 code unit. */
export function inspectText(text: string, inspection: Inspection): void {
  inspection.maxBytes += 3 * text.length + 16;
  if (/\p{Surrogate}/u.test(text)) {
    throw new MessageFault("string.unicode", "expected well-formed Unicode, got a lone surrogate");
  }
}

/** Inspects a number of any type. */
export function inspectNumber(value: number, inspection: Inspection): void {
  inspection.maxBytes += 16;
  if (!Number.isFinite(value)) {
    throw new MessageFault("number.finite", `expected a finite number, got ${value}`);
  }
}
