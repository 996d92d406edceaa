// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus } from "@chaukas/spec-common";
import type { OperationInits, OperationKind, SessionInit } from "../../scope/operations.js";
import type { OpenOptions, Operation, Scope } from "../../scope/scope.js";
import type { EventInit } from "../../values/event-init.js";

/** Where an operation belongs. */
interface Place extends OpenOptions {
  /** Id of the operation around it. Absent, or not in the tree, for the root of a run. */
  readonly parentId?: string | undefined;
  /** What a session is opened with if a root is outside of any. */
  readonly session?: SessionInit | undefined;
}

/** The operations of a framework that reports their starts and ends apart, by ids of its own. */
export interface OperationTree {
  /** Starts an operation. A root that is outside of any session gets one of its own, which ends with it. */
  open<Kind extends OperationKind>(id: string, kind: Kind, init: OperationInits[Kind], place?: Place): Operation;
  /**
   * Starts an operation, and resolves when it may begin: in audit mode when its start is recorded, otherwise at once. If it
   * cannot be recorded, rejects with a `ChaukasError`.
   */
  begin<Kind extends OperationKind>(
    id: string,
    kind: Kind,
    init: OperationInits[Kind],
    place?: Place,
  ): Promise<Operation>;
  /** Makes an id stand for the scope of another one, for what the framework does between its operations. */
  adopt(id: string, parentId: string | undefined): void;
  /** Returns the scope of an operation that has not ended. */
  scopeOf(id: string | undefined): Scope | undefined;
  /** Ends an operation, and does nothing for an unknown id. */
  end(id: string, result?: unknown, extra?: EventInit): void;
  /** Ends an operation as failed, and does nothing for an unknown id. */
  fail(id: string, error: unknown, extra?: EventInit): void;
}

interface Entry {
  readonly scope: Scope;
  readonly operation?: Operation;
  readonly session?: Operation | undefined;
}

/** Creates a tree whose roots are in the scope that is current when they start. */
export function createOperationTree(chaukas: Scope): OperationTree {
  const entries = new Map<string, Entry>();

  function finish(id: string, end: (operation: Operation) => Promise<boolean>, endSession = end): void {
    const { operation, session } = entries.get(id) ?? {};
    entries.delete(id);
    // The framework has gone on already: what cannot be recorded is reported to `onRejected` or `onFault`.
    for (const ended of [operation && end(operation), session && endSession(session)]) {
      ended?.catch(() => {});
    }
  }

  const tree: OperationTree = {
    open(id, kind, init, { parentId, session: sessionInit = {}, ...options } = {}) {
      const parent = parentId === undefined ? undefined : entries.get(parentId)?.scope;
      const isOutside = parent === undefined && chaukas.context.spanId === undefined;
      const session = isOutside ? chaukas.open("session", sessionInit, options) : undefined;
      const operation = (parent ?? session?.scope ?? chaukas).open(kind, init, options);
      entries.set(id, { scope: operation.scope, operation, session });
      return operation;
    },
    async begin(id, kind, init, place) {
      const operation = tree.open(id, kind, init, place);
      try {
        await entries.get(id)?.session?.started;
        await operation.started;
      } catch (error) {
        tree.fail(id, error, { status: EventStatus.REJECTED });
        throw error;
      }
      return operation;
    },
    adopt(id, parentId) {
      const scope = parentId === undefined ? undefined : entries.get(parentId)?.scope;
      if (scope !== undefined) {
        entries.set(id, { scope });
      }
    },
    scopeOf: (id) => (id === undefined ? undefined : entries.get(id)?.scope),
    end(id, result, extra) {
      finish(
        id,
        (operation) => operation.end(result, extra),
        (session) => session.end(),
      );
    },
    fail(id, error, extra) {
      finish(id, (operation) => operation.fail(error, extra));
    },
  };
  return tree;
}
