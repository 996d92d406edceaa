// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { BatchOptions, QueueOptions, RetryOptions } from "../delivery/delivery-options.js";
import type { EventRefusal } from "../delivery/queued-event.js";
import { ChaukasError } from "../errors/chaukas-error.js";
import type { ModelPrices } from "../model/price-answer.js";
import { type ValueLimits, valueLimits } from "../values/capture.js";
import type { PrincipalInit } from "../values/event-init.js";
import type { MaskOptions } from "../values/mask-event.js";
import { withoutUndefined } from "../values/without-undefined.js";

/**
 * Options of {@link createChaukas}. In Node, `baseUrl`, `apiKey`, `file`, `spool`, `tenantId`, `projectId` and `mode` default
 * to the variables `CHAUKAS_BASE_URL`, `CHAUKAS_API_KEY`, `CHAUKAS_FILE`, `CHAUKAS_SPOOL`, `CHAUKAS_TENANT_ID`,
 * `CHAUKAS_PROJECT_ID` and `CHAUKAS_MODE`.
 */
export interface ChaukasOptions {
  /** Address of the server: an absolute `http` or `https` URL. Default: `http://127.0.0.1:50051`, unless `file` is given. */
  readonly baseUrl?: string | undefined;
  /** Key to send as `Authorization: Bearer …`. */
  readonly apiKey?: string | undefined;
  /** File to append events to, as lines that `chaukas-server import` reads, instead of a server. Only in Node. */
  readonly file?: string | undefined;
  /** Folder for events that are not yet sent, so that they survive a crash. Only in Node. Default: memory only. */
  readonly spool?: string | undefined;
  /** Tenant of the events. May be absent if the key belongs to one. */
  readonly tenantId?: string | undefined;
  readonly projectId?: string | undefined;
  /** On whose authority the agents work, unless a session says otherwise. */
  readonly principal?: PrincipalInit | undefined;
  readonly tags?: readonly string[] | undefined;
  /**
   * `"observe"`: nothing waits, and nothing fails because of this package. `"audit"`: an operation does not begin before
   * its start is recorded, and if it cannot be recorded, it does not run. Default: `"observe"`.
   */
  readonly mode?: "observe" | "audit" | undefined;
  /** What counts as recorded in audit mode. Default: `"spool"` if there is one, otherwise `"server"`. */
  readonly auditBy?: "server" | "spool" | undefined;
  /** How long audit mode waits for an event to be recorded, in milliseconds. Default: 15 000. */
  readonly auditTimeoutMs?: number | undefined;
  /** What is taken out of events before they leave the process. */
  readonly mask?: MaskOptions | undefined;
  readonly limits?: Partial<ValueLimits> | undefined;
  /** Prices of models by name, for the cost of calls. Default: none, so that cost is not recorded. */
  readonly prices?: ModelPrices | undefined;
  readonly batch?: Partial<BatchOptions> | undefined;
  readonly queue?: Partial<QueueOptions> | undefined;
  readonly retry?: Partial<RetryOptions> | undefined;
  /** Time for one request to the server, in milliseconds. Default: 15 000. */
  readonly timeoutMs?: number | undefined;
  /** Whether requests are compressed. Default: true. */
  readonly gzip?: boolean | undefined;
  /**
   * Whether what is left is sent when the process ends: at `beforeExit`, SIGTERM, SIGINT and `exit`; in browsers when the
   * page is hidden. Default: true.
   */
  readonly flushAtExit?: boolean | undefined;
  /** How long the end of the process waits for that, in milliseconds. Default: 5 000. */
  readonly exitTimeoutMs?: number | undefined;
  /** Called with each promise of work in the background, such as `ctx.waitUntil` of an edge runtime. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** Called for each event that is refused for good, by the SDK or by the server. */
  readonly onRejected?: ((refusal: EventRefusal) => void) | undefined;
  /** Called with the number of events that were dropped because there was no room. They are also reported as an event. */
  readonly onDropped?: ((count: number) => void) | undefined;
  /** Called if the server cannot be reached or refuses everything, each time that it is tried. */
  readonly onFault?: ((fault: Error) => void) | undefined;
}

/** Defaults of {@link ChaukasOptions}. */
export const chaukasDefaults = {
  baseUrl: "http://127.0.0.1:50051",
  mode: "observe",
  auditTimeoutMs: 15_000,
  limits: valueLimits,
  batch: { maxEvents: 500, maxBytes: 2 ** 20, delayMs: 500 },
  queue: { maxBytes: 2 ** 24, maxSpoolBytes: 2 ** 28, whenFull: "drop-newest" },
  retry: { initialDelayMs: 200, maxDelayMs: 30_000 },
  timeoutMs: 15_000,
  gzip: true,
  flushAtExit: true,
  exitTimeoutMs: 5_000,
} as const satisfies Partial<ChaukasOptions>;

/** Options with their defaults filled in. */
export interface CheckedOptions extends ChaukasOptions {
  readonly baseUrl: string;
  readonly mode: "observe" | "audit";
  readonly auditTimeoutMs: number;
  readonly limits: ValueLimits;
  readonly batch: BatchOptions;
  readonly queue: QueueOptions;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly gzip: boolean;
  readonly flushAtExit: boolean;
  readonly exitTimeoutMs: number;
}

/** Checks options, and fills in defaults. Throws {@link ChaukasError}. */
export function checkOptions(options: ChaukasOptions): CheckedOptions {
  const checked: CheckedOptions = { ...chaukasDefaults, ...withoutUndefined(options as CheckedOptions) };
  for (const [name, standard] of Object.entries(chaukasDefaults)) {
    if (typeof standard === "object") {
      Object.assign(checked, { [name]: { ...standard, ...(options[name as "batch"] as object) } });
    }
  }
  checkChoice("mode", checked.mode, ["observe", "audit"]);
  checkChoice("queue.whenFull", checked.queue.whenFull, ["block", "drop-newest"]);
  if (checked.auditBy !== undefined) {
    checkChoice("auditBy", checked.auditBy, ["server", "spool"]);
  }
  if (checked.auditBy === "spool" && checked.spool === undefined) {
    throw invalid("auditBy", 'expected a spool for "spool"');
  }
  checkAddress(checked);
  checkNumbers(chaukasDefaults, checked);
  return checked;
}

function checkAddress({ baseUrl, apiKey }: CheckedOptions): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && url.username + url.password !== "") {
    throw invalid("baseUrl", "expected a URL without user name and password; pass the key as apiKey");
  }
  // Not by `search` and `hash`, which are empty for a lone ? or #.
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(baseUrl)) {
    throw invalid("baseUrl", `expected an absolute http or https URL without query, got ${JSON.stringify(baseUrl)}`);
  }
  // The message does not include the key, because it may end up in a log.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw invalid("apiKey", "expected visible ASCII characters without spaces");
  }
}

/** Names of options that may be 0. The others must be at least 1. */
const mayBeZero = ["delayMs", "initialDelayMs", "maxDelayMs", "exitTimeoutMs"];

/** Checks all options whose defaults are numbers. */
function checkNumbers(defaults: object, options: object, group = ""): void {
  for (const [name, standard] of Object.entries(defaults)) {
    const value = (options as Record<string, unknown>)[name];
    const path = group + name;
    if (typeof standard === "object") {
      checkNumbers(standard, value as object, `${path}.`);
    } else if (typeof standard === "number") {
      const min = mayBeZero.includes(name) ? 0 : 1;
      const max = name === "maxEvents" ? 1000 : 2 ** 31 - 1;
      if (typeof value !== "number" || !(value >= min && value <= max)) {
        throw invalid(path, `expected a number from ${min} to ${max}, got ${String(value)}`);
      }
    }
  }
}

function checkChoice(path: string, value: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(value)) {
    const expected = choices.map((choice) => `"${choice}"`).join(" or ");
    throw invalid(path, `expected ${expected}, got ${JSON.stringify(value)}`);
  }
}

function invalid(path: string, problem: string): ChaukasError {
  return new ChaukasError("invalid_option", path, problem);
}
