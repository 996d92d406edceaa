// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { diffArrays } from "diff";
import { describeItem } from "./item-text.js";
import type { OutlineRow } from "./outline-rows.js";

/** A step that both sessions took, or only one of them. */
export interface ComparedStep {
  readonly left: OutlineRow | undefined;
  readonly right: OutlineRow | undefined;
}

/**
 * Puts the steps of two sessions side by side. Two steps are the same if their kind, their depth and the first word of what
 * they are about are: the name of a tool, a model or an agent. The rest may differ.
 */
export function compareSessions(left: readonly OutlineRow[], right: readonly OutlineRow[]): ComparedStep[] {
  const steps: ComparedStep[] = [];
  let [nextLeft, nextRight] = [0, 0];
  for (const { count, added, removed } of diffArrays(left.map(keyOf), right.map(keyOf))) {
    for (let i = 0; i < count; i++) {
      steps.push({ left: added ? undefined : left[nextLeft++], right: removed ? undefined : right[nextRight++] });
    }
  }
  return steps;
}

function keyOf({ item, depth }: OutlineRow): string {
  const { kind, about } = describeItem(item);
  // A session is about its id, and messages are about what somebody said.
  const name = item.case === "operation" && item.kind !== "session" ? about.split(" ", 1)[0] : "";
  return `${depth} ${kind} ${name}`;
}
