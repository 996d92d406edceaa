// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why a log must not be signed:
 * - `truncated`: it is shorter than the last checkpoint says;
 * - `inconsistent`: it does not begin with what the last checkpoint is about;
 * - `bad_checkpoint`: the last checkpoint is not what was signed, or one of another origin.
 */
export type CheckpointFaultCode = "truncated" | "inconsistent" | "bad_checkpoint";

/** A log that contradicts what was signed about it. Nothing heals it but an operator, who has to find out why. */
export class CheckpointFault extends Error {
  override readonly name = "CheckpointFault";

  constructor(
    readonly code: CheckpointFaultCode,
    readonly tenantId: string,
    problem: string,
  ) {
    super(`log of tenant ${JSON.stringify(tenantId)}: ${problem}; nothing is signed`);
  }
}

/** Whether a value is a {@link CheckpointFault}, of this copy of the package or another. */
export function isCheckpointFault(value: unknown): value is CheckpointFault {
  return value instanceof Error && value.name === "CheckpointFault" && "code" in value;
}
