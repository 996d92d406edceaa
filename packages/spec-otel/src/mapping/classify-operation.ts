// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { genAiPrefixes, kindRows, type OperationKind } from "./mapping-table.js";

/** What an operation is. */
export interface Classification {
  readonly kind: OperationKind;
  /** Kind of the step, if it is one. */
  readonly stepKind: string;
  /** Whether the name of the span is that of the agent or the guardrail itself. */
  readonly isNamed?: boolean;
}

/**
 * Returns what the operation of a span is, by the first attribute of the table that is there. An operation of generative AI
 * that the table does not know is a step. Undefined for any other operation.
 */
export function classifyOperation(attributes: readonly KeyValue[]): Classification | undefined {
  const texts = new Map<string, string>();
  let isGenAi = false;
  for (const { key, value } of attributes) {
    isGenAi ||= genAiPrefixes.some((prefix) => key.startsWith(prefix));
    if (value?.value.case === "stringValue" && !texts.has(key)) {
      texts.set(key, value.value.value);
    }
  }
  if (!isGenAi) {
    return undefined;
  }
  for (const { attribute, kinds, other, named: isNamed = false } of kindRows) {
    const text = texts.get(attribute);
    if (text !== undefined) {
      const found = Object.hasOwn(kinds, text) ? kinds[text] : (other ?? (["step", text] as const));
      return typeof found === "string"
        ? { kind: found, stepKind: "", isNamed }
        : { kind: "step", stepKind: found?.[1] ?? "", isNamed };
    }
  }
  return { kind: "step", stepKind: "" };
}
