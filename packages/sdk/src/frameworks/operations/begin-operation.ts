// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus } from "@chaukas/spec-common";
import type { OperationInits, OperationKind } from "../../scope/operations.js";
import type { Operation, Scope } from "../../scope/scope.js";

/**
 * Starts an operation, and resolves when it may begin: in audit mode when its start is recorded, otherwise at once. If it
 * cannot be recorded, rejects with a `ChaukasError`, and the trail says that nothing followed the start.
 */
export async function beginOperation<Kind extends OperationKind>(
  scope: Scope,
  kind: Kind,
  init: OperationInits[Kind],
): Promise<Operation> {
  const operation = scope.open(kind, init);
  try {
    await operation.started;
  } catch (error) {
    operation.fail(error, { status: EventStatus.REJECTED }).catch(() => {});
    throw error;
  }
  return operation;
}
