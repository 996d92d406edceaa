// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ToEventsResult } from "@chaukas/spec-otel";
import type { IngestRejection } from "../contract/chaukas-options.js";

/** What happened to the spans or log records of a request. */
export interface Outcome {
  readonly result: ToEventsResult;
  /** The events that were not stored. */
  readonly rejections: readonly IngestRejection[];
  /** What could not be read, in the order of the request. The paths of the result count without it. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** What the request consists of, such as `spans`. */
  readonly subject: string;
}

/** Maximum number of reasons in the message. */
const maxReasons = 8;

/**
 * Returns the number of spans or log records that were rejected, and the message for `partial_success`: empty if all were
 * stored. A span is rejected if one of its events is.
 */
export function describeOutcome({ result, rejections, unreadable, subject }: Outcome): {
  rejected: bigint;
  errorMessage: string;
} {
  const reasons = new Map<string, () => string>();
  for (const [index, { message }] of unreadable.entries()) {
    reasons.set(`unreadable ${index}`, () => message);
  }
  for (const { path, reason } of result.rejected) {
    reasons.set(path, () => `${placeInRequest(path, unreadable)}: ${reason}`);
  }
  for (const { index, message } of rejections) {
    const source = result.sources[index] ?? "";
    if (!reasons.has(source)) {
      reasons.set(source, () => `${placeInRequest(source, unreadable)}: ${message}`);
    }
  }
  const listed = [...reasons.values()].slice(0, maxReasons).map((reason) => reason());
  const more = reasons.size - listed.length;
  const parts = [
    ...listed,
    ...(more > 0 ? [`and ${more} more ${subject}`] : []),
    ...(result.skipped > 0
      ? [`${result.skipped} ${subject} left out, since they have no attributes of generative AI`]
      : []),
  ];
  return { rejected: BigInt(reasons.size), errorMessage: parts.join("; ") };
}

const element = /^(.*?\.(?:spans|logRecords))\[(\d+)\]/;

/** Returns the path in the request of a span that was read, from its path among those that were. */
function placeInRequest(path: string, unreadable: Outcome["unreadable"]): string {
  const [, list, position] = element.exec(path) ?? [];
  let index = Number(position);
  for (const other of unreadable) {
    const [, otherList, before] = element.exec(other.path) ?? [];
    index += otherList === list && Number(before) <= index ? 1 : 0;
  }
  return list === undefined ? path : `${list}[${index}]`;
}
