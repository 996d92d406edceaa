// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parallelism, startWorker } from "#worker-threads";
import type { BlockLog, BlockPart, CheckedBlock } from "../blocks/check-block.js";
import type { LineBlock } from "../blocks/split-blocks.js";
import { IntegrityError } from "../errors/integrity-error.js";
import { type BlockAnswer, type BlockTask, readyMessage } from "./worker-messages.js";
import { type NodeWorker, openPort, type WebWorker, type WorkerPort } from "./worker-port.js";

/** Workers that verify lines of exports. They start when the first of them is needed. */
export interface TrailWorkers {
  /** Number of workers, at most. With none, the calling thread does everything. */
  readonly count: number;
  /**
   * Gives a block to a worker, with its buffer. Returns undefined if the caller should verify it: if no worker is
   * worth its start yet or, where the caller takes part, if all of them have enough to do. Rejects with an
   * `IntegrityError` of code `worker_failed` if a worker fails, then and ever after.
   *
   * @internal
   */
  check(block: LineBlock, log: BlockLog): Promise<CheckedBlock> | undefined;
  /** Ends the workers. A verification that still uses them rejects. */
  close(): Promise<void>;
}

/** Options of {@link createTrailWorkers}. */
export interface TrailWorkersOptions {
  /**
   * Number of workers. Default: as many as can run at the same time, less one for the calling thread if that takes part.
   */
  readonly count?: number;
  /**
   * Starts a worker that runs `@chaukas/spec-integrity/worker`. Required where there is no `node:worker_threads`, since
   * only the caller knows where its bundler puts the file.
   */
  readonly createWorker?: () => WebWorker | NodeWorker;
  /**
   * Whether the calling thread verifies lines as well. Default: true without `createWorker`. In a page, it would stop
   * the page for some milliseconds at a time.
   */
  readonly usesCaller?: boolean;
  /** Number of bytes that the calling thread verifies alone before workers start. Default: 16 MiB. */
  readonly minBytes?: number;
}

/** A block that a worker has. */
interface Assignment {
  readonly id: number;
  readonly length: number;
  /** Copy of the first bytes, which name the first record. */
  readonly head: Uint8Array;
  resolve(checked: CheckedBlock): void;
  reject(error: unknown): void;
}

interface PooledWorker {
  readonly port: WorkerPort;
  readonly assignments: Assignment[];
  isReady: boolean;
}

/** Size of an export, about, that one thread verifies as fast as two, one of which must start and warm up first. */
export const defaultMinBytes = 16 * 1024 * 1024;
/** Blocks that each worker has, so that it need not wait while the caller verifies one. */
const maxAssignments = 3;
const headLength = 256;

/**
 * Creates workers for `auditExport`. They do not keep a process alive. Throws an `IntegrityError` of code `malformed` if
 * nothing is known that starts one.
 */
export function createTrailWorkers({
  createWorker,
  usesCaller = createWorker === undefined,
  count = Math.max(parallelism - (usesCaller ? 1 : 0), 0),
  minBytes = defaultMinBytes,
}: TrailWorkersOptions = {}): TrailWorkers {
  const create = createWorker ?? startWorker;
  if (create === undefined) {
    throw new IntegrityError(
      "malformed",
      "",
      "expected createWorker, without which no worker can start here",
      "workers",
    );
  }
  let workers: PooledWorker[] | undefined;
  let bytes = 0;
  let nextId = 0;
  let failure: IntegrityError | undefined;
  return {
    count,
    check(block, log) {
      if (failure !== undefined) {
        return Promise.reject(failure);
      }
      bytes += block.bytes.length;
      if (count === 0 || bytes <= minBytes) {
        return undefined;
      }
      workers ??= startAll(create);
      if (failure !== undefined) {
        return Promise.reject(failure);
      }
      const worker = chooseWorker(workers, usesCaller);
      return worker && assign(worker, block, log);
    },
    async close() {
      fail(workerFailed("it was closed"));
      await Promise.all((workers ?? []).map(({ port }) => port.end()));
    },
  };

  /** Starts the workers up to the first that cannot be created, which the policy of a page or process may forbid. */
  function startAll(create: () => WebWorker | NodeWorker): PooledWorker[] {
    const started: PooledWorker[] = [];
    try {
      while (started.length < count) {
        started.push(start(create()));
      }
    } catch (error) {
      fail(workerFailed(error instanceof Error ? error.message : String(error), error));
    }
    return started;
  }

  function start(created: WebWorker | NodeWorker): PooledWorker {
    const worker: PooledWorker = {
      assignments: [],
      isReady: false,
      port: openPort(created, {
        onMessage(message) {
          if (message === readyMessage) {
            worker.isReady = true;
          } else if (failure === undefined) {
            receive(worker, message as BlockAnswer);
          }
        },
        onFailure: (reason, cause) => fail(workerFailed(reason, cause)),
      }),
    };
    return worker;
  }

  function assign({ assignments, port }: PooledWorker, block: LineBlock, log: BlockLog): Promise<CheckedBlock> {
    return new Promise((resolve, reject) => {
      const { length } = block.bytes;
      const task: BlockTask = { id: nextId++, bytes: block.bytes, log };
      assignments.push({ id: task.id, length, head: block.bytes.slice(0, headLength), resolve, reject });
      port.hold(true);
      port.post(task, [block.bytes.buffer]);
    });
  }

  function receive({ assignments, port }: PooledWorker, answer: BlockAnswer): void {
    const assignment = assignments.shift();
    const problem = findProblem(answer, assignment);
    if (assignment === undefined || problem !== undefined || "error" in answer) {
      const error = workerFailed(problem ?? "it answered without a block");
      assignment?.reject(error);
      fail(error);
      return;
    }
    if (assignments.length === 0) {
      port.hold(false);
    }
    assignment.resolve({ block: { bytes: answer.bytes }, parts: answer.parts });
  }

  function fail(error: IntegrityError): void {
    failure ??= error;
    for (const { assignments, port } of workers ?? []) {
      for (const { reject } of assignments.splice(0)) {
        reject(failure);
      }
      port.hold(false);
    }
  }
}

/** Returns the worker with the least to do. If the caller takes part, only one that is ready and has not enough. */
function chooseWorker(workers: readonly PooledWorker[], usesCaller: boolean): PooledWorker | undefined {
  const free = usesCaller
    ? workers.filter(({ assignments, isReady }) => isReady && assignments.length < maxAssignments)
    : workers;
  return free.reduce<PooledWorker | undefined>(
    (least, worker) => (least !== undefined && least.assignments.length <= worker.assignments.length ? least : worker),
    undefined,
  );
}

/** Returns what shows that an answer is not the one to a block. */
function findProblem(answer: BlockAnswer, assignment: Assignment | undefined): string | undefined {
  if (assignment === undefined || answer.id !== assignment.id) {
    return `expected the answer to block ${assignment?.id ?? "none"}, got that to block ${answer.id}`;
  }
  if ("error" in answer) {
    return `block ${answer.id}: ${answer.error}`;
  }
  const { bytes, parts } = answer;
  const isSame = bytes.length === assignment.length && assignment.head.every((byte, index) => byte === bytes[index]);
  if (!isSame) {
    return `block ${answer.id}: expected its ${assignment.length} bytes back, got others`;
  }
  return isWhole(parts, bytes.length) ? undefined : `block ${answer.id}: expected all of its lines, got others`;
}

/** Returns whether parts are all of a block. */
function isWhole(parts: readonly BlockPart[], length: number): boolean {
  let end = 0;
  for (const part of parts) {
    if (part.start !== end || part.end <= part.start || part.lines < 1 || (part.run && part.run.count !== part.lines)) {
      return false;
    }
    end = part.end;
  }
  return end === length;
}

function workerFailed(reason: string, cause?: unknown): IntegrityError {
  return new IntegrityError("worker_failed", "", reason, "worker", { cause });
}
