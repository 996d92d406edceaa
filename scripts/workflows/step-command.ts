// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Step } from "./workflow-file.ts";

/** Command that a step runs, itself or through an action that takes one. */
export function commandOf({ run, uses, with: inputs }: Step): string | undefined {
  const script = uses?.startsWith("changesets/action/") ? inputs["script"] : undefined;
  return run?.trim() ?? (typeof script === "string" ? script : undefined);
}
