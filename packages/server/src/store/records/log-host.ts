// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, isIntegrityError } from "@chaukas/spec-integrity";
import { StoreError } from "../contract/store-error.js";

/** Log options of every store. They are fixed once the store has events. */
export interface LogOptions {
  /** Whether the store keeps a log. Default: as before, and true for a new store. */
  readonly integrity?: boolean;
  /**
   * Host in the origins of its logs, such as `audit.example.com`, with or without a port. Default: as before, and
   * `localhost` for a new store.
   */
  readonly originHost?: string;
  /**
   * Whether `originHost` may replace the host of a store that has events, which is possible once, and only while no
   * checkpoint of it was signed. Other servers on the store then refuse calls until they are restarted. Default: false.
   */
  readonly mayChangeHost?: boolean;
}

/** The log settings found in a store. */
export interface FoundLog {
  /** Name of the store in messages. */
  readonly store: string;
  /** Host of its origins. Empty if it keeps no log, undefined if that was never settled. */
  readonly originHost: string | undefined;
  readonly hasEvents: boolean;
  /** Whether its host can still change, since it was never signed, and did not change before. Default: false. */
  readonly isHostOpen?: boolean;
}

const defaultHost = "localhost";

// With a tenant of 256 bytes, all of them escaped, an origin stays within its limit of 1000 bytes.
const maxHostLength = 200;

/**
 * Returns the host of a store's logs, empty for a store without a log. Throws a `StoreError` of code `unsupported` if
 * the options contradict those with which the events in the store were ingested.
 */
export function settleLogHost(found: FoundLog, { integrity, originHost, mayChangeHost }: LogOptions): string {
  const { store, originHost: before, hasEvents, isHostOpen = false } = found;
  if (originHost !== undefined) {
    requireHost(originHost);
  }
  if (before === undefined || !hasEvents) {
    const keepsLog = integrity ?? before !== "";
    return keepsLog ? (originHost ?? (before || defaultHost)) : "";
  }
  if (integrity !== undefined && integrity !== (before !== "")) {
    const [actual, requested] = integrity ? ["off", "on"] : ["on", "off"];
    throw refuse(
      store,
      `its events were ingested with integrity ${actual}, which can no longer be turned ${requested}`,
    );
  }
  if (before === "" || originHost === undefined || originHost === before) {
    return before;
  }
  if (!isHostOpen) {
    throw refuse(store, `its logs have the origin host "${before}", which never changes, got "${originHost}"`);
  }
  if (!mayChangeHost) {
    const problem = `its logs have the origin host "${before}", got "${originHost}"`;
    const remedy = "since they were never signed, `chaukas-server migrate --origin HOST` can change it once";
    throw new StoreError("unsupported", `${store}: ${problem}; ${remedy}`);
  }
  return originHost;
}

function refuse(store: string, problem: string): StoreError {
  return new StoreError("unsupported", `${store}: ${problem}; open it as it is, or create a new store`);
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
