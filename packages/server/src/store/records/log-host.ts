// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, isIntegrityError } from "@chaukas/spec-integrity";
import { StoreError } from "../contract/store-error.js";

/** Options of every store about its tamper-evident log. What they say of a store is settled with its first event. */
export interface LogOptions {
  /** Whether the store keeps the log. Default: whatever it has done so far; a new one does. */
  readonly integrity?: boolean;
  /**
   * Host that the origins of its logs begin with, such as `audit.example.com`, with or without a port. Default: the
   * one that the store has; `localhost` for a new one.
   */
  readonly originHost?: string;
}

/** What a store says of its log. */
export interface FoundLog {
  /** How messages name the store. */
  readonly store: string;
  /** Host of its origins; empty when it keeps no log; undefined when that was never settled. */
  readonly originHost: string | undefined;
  readonly hasEvents: boolean;
}

const defaultHost = "localhost";

// With a tenant of 256 bytes, each of them escaped, an origin keeps to its 1000 bytes.
const maxHostLength = 200;

/**
 * Settles the host of a store's logs; empty for a store without a log. Throws a `StoreError` of code `unsupported`
 * when the options ask for something else than the events in the store were taken in with.
 */
export function settleLogHost(found: FoundLog, { integrity, originHost }: LogOptions): string {
  const { store, originHost: before, hasEvents } = found;
  if (originHost !== undefined) {
    requireHost(originHost);
  }
  if (before === undefined || !hasEvents) {
    const keepsLog = integrity ?? before !== "";
    return keepsLog ? (originHost ?? (before || defaultHost)) : "";
  }
  if (integrity !== undefined && integrity !== (before !== "")) {
    const [is, asked] = integrity ? ["off", "on"] : ["on", "off"];
    throw refuse(store, `its events were taken in with integrity ${is}, which cannot be turned ${asked} any more`);
  }
  if (before !== "" && originHost !== undefined && originHost !== before) {
    throw refuse(store, `its logs have the origin host "${before}", which never changes, got "${originHost}"`);
  }
  return before;
}

function refuse(store: string, problem: string): StoreError {
  return new StoreError("unsupported", `${store}: ${problem}; open it as it is, or begin a new one`);
}

function requireHost(host: string): void {
  try {
    formatOrigin(host, "t");
  } catch (cause) {
    if (!isIntegrityError(cause)) {
      throw cause;
    }
    const problem = `expected a host such as audit.example.com, got ${JSON.stringify(host)}`;
    throw new StoreError("unsupported", `origin host: ${problem}`, { cause });
  }
  if (host.length > maxHostLength) {
    const problem = `expected at most ${maxHostLength} characters, got ${host.length}`;
    throw new StoreError("unsupported", `origin host: ${problem}`);
  }
}
