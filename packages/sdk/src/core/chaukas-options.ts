// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { WhenFull } from "../delivery/carrier.js";
import type { EventRefusal } from "../delivery/queued-event.js";
import { ChaukasError } from "../errors/chaukas-error.js";
import type { ModelPrices } from "../model/price-answer.js";
import { type ValueLimits, valueLimits } from "../values/capture-value.js";
import type { PrincipalInit } from "../values/complete-message.js";
import type { MaskOptions } from "../values/mask-event.js";

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

/** How events are put together to batches. */
export interface BatchOptions {
  /** Default: 500. At most 1000, which servers accept. */
  readonly maxEvents: number;
  /** Default: 1 048 576. */
  readonly maxBytes: number;
  /** How long an event waits for others, in milliseconds. Default: 500. */
  readonly delayMs: number;
}

/** Bounds of what is kept while the server is away. */
export interface QueueOptions {
  /** Maximum size of the encoded events in memory. Default: 16 MiB. */
  readonly maxBytes: number;
  /** Maximum size of the spool of this process. Default: 256 MiB. */
  readonly maxSpoolBytes: number;
  /** What happens above. `"block"` lets `emit` and, in scopes, the operation wait. Default: `"drop-newest"`. */
  readonly whenFull: WhenFull;
}

/** Delays before a batch is sent again. Each is random, up to a bound that doubles. */
export interface RetryOptions {
  /** Default: 200. */
  readonly initialDelayMs: number;
  /** Default: 30 000. */
  readonly maxDelayMs: number;
}

/** Defaults of {@link ChaukasOptions}. */
export const chaukasDefaults = {
  baseUrl: "http://127.0.0.1:50051",
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

type Environment = Readonly<Record<string, string | undefined>>;

/** Checks options, and fills in variables of the environment and defaults. Throws {@link ChaukasError}. */
export function checkOptions(options: ChaukasOptions, env: Environment): CheckedOptions {
  const filled = {
    ...options,
    file: options.file ?? fromEnvironment(env, "FILE"),
    spool: options.spool ?? fromEnvironment(env, "SPOOL"),
    apiKey: options.apiKey ?? fromEnvironment(env, "API_KEY"),
    tenantId: options.tenantId ?? fromEnvironment(env, "TENANT_ID"),
    projectId: options.projectId ?? fromEnvironment(env, "PROJECT_ID"),
    mode: (options.mode ?? fromEnvironment(env, "MODE") ?? "observe") as "observe" | "audit",
    baseUrl: options.baseUrl ?? fromEnvironment(env, "BASE_URL") ?? chaukasDefaults.baseUrl,
  };
  const checked = {
    ...filled,
    auditTimeoutMs: options.auditTimeoutMs ?? chaukasDefaults.auditTimeoutMs,
    timeoutMs: options.timeoutMs ?? chaukasDefaults.timeoutMs,
    exitTimeoutMs: options.exitTimeoutMs ?? chaukasDefaults.exitTimeoutMs,
    gzip: options.gzip ?? chaukasDefaults.gzip,
    flushAtExit: options.flushAtExit ?? chaukasDefaults.flushAtExit,
    limits: { ...chaukasDefaults.limits, ...options.limits },
    batch: { ...chaukasDefaults.batch, ...options.batch },
    queue: { ...chaukasDefaults.queue, ...options.queue },
    retry: { ...chaukasDefaults.retry, ...options.retry },
  };
  checkChoices(checked, options);
  checkNumbers(checked);
  return checked;
}

function fromEnvironment(env: Environment, name: string): string | undefined {
  return env[`CHAUKAS_${name}`] || undefined;
}

function checkChoices(checked: CheckedOptions, given: ChaukasOptions): void {
  checkChoice("mode", checked.mode, ["observe", "audit"]);
  checkChoice("queue.whenFull", checked.queue.whenFull, ["block", "drop-newest"]);
  checkChoice("auditBy", checked.auditBy, ["server", "spool", undefined]);
  if (given.file !== undefined && given.baseUrl !== undefined) {
    throw invalid("file", "expected either file or baseUrl, got both");
  }
  if (checked.file !== undefined && checked.spool !== undefined) {
    throw invalid("spool", "expected no spool with a file, which is on disk itself");
  }
  if (checked.auditBy === "spool" && checked.spool === undefined) {
    throw invalid("auditBy", 'expected a spool for "spool"');
  }
  const { baseUrl, apiKey } = checked;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && url.username + url.password !== "") {
    throw invalid("baseUrl", "expected a URL without user name and password; pass the key as apiKey");
  }
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== "") {
    throw invalid("baseUrl", `expected an absolute http or https URL without query, got ${JSON.stringify(baseUrl)}`);
  }
  // The message does not include the key, because it may end up in a log.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw invalid("apiKey", "expected visible ASCII characters without spaces");
  }
}

function checkNumbers({ batch, queue, retry, limits, ...times }: CheckedOptions): void {
  checkNumber("batch.maxEvents", batch.maxEvents, 1, 1000);
  checkNumber("batch.maxBytes", batch.maxBytes, 1);
  checkNumber("batch.delayMs", batch.delayMs, 0);
  checkNumber("queue.maxBytes", queue.maxBytes, 1);
  checkNumber("queue.maxSpoolBytes", queue.maxSpoolBytes, 1);
  checkNumber("retry.initialDelayMs", retry.initialDelayMs, 0);
  checkNumber("retry.maxDelayMs", retry.maxDelayMs, 0);
  checkNumber("limits.maxTextLength", limits.maxTextLength, 1);
  checkNumber("limits.maxValueLength", limits.maxValueLength, 1);
  checkNumber("timeoutMs", times.timeoutMs, 1);
  checkNumber("auditTimeoutMs", times.auditTimeoutMs, 1);
  checkNumber("exitTimeoutMs", times.exitTimeoutMs, 0);
}

function checkNumber(path: string, value: number, min: number, max = 2 ** 31 - 1): void {
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    throw invalid(path, `expected a number from ${min} to ${max}, got ${String(value)}`);
  }
}

function checkChoice(path: string, value: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(value)) {
    const expected = choices.filter((choice) => choice !== undefined).map((choice) => JSON.stringify(choice));
    throw invalid(path, `expected ${expected.join(" or ")}, got ${JSON.stringify(value)}`);
  }
}

function invalid(path: string, problem: string): ChaukasError {
  return new ChaukasError("invalid_option", path, problem);
}
