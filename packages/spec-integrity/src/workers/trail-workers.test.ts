// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventEmitter, once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { checkpointOf, exportOf, makeTrail, makeTrailEvent, trailOrigin } from "../../test/make-trail.ts";
import { auditExport } from "../index.ts";
import { createTrailWorkers, type NodeWorker, type TrailWorkers, type TrailWorkersOptions } from "./index.ts";

const size = 40;
const trail = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const workerUrl = new URL("../../dist/workers/worker.js", import.meta.url);
const open: TrailWorkers[] = [];
afterEach(() => Promise.all(open.splice(0).map((workers) => workers.close())));

/** Verifies an honest trail in blocks of about one record, all by workers. */
async function verify(options: TrailWorkersOptions) {
  const workers = createTrailWorkers({ count: 2, minBytes: 0, usesCaller: false, ...options });
  open.push(workers);
  const expectation = { origin: trailOrigin, checkpoints: [checkpointOf(trail, size)] };
  return (await auditExport(chunksOf(exportOf(trail)), expectation, { workers, blockBytes: 1000 })).verdict;
}

async function* chunksOf(text: string) {
  yield new TextEncoder().encode(text);
}

function deny(): never {
  throw new Error("access to this API has been restricted");
}

interface Answer {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly parts: readonly { readonly start: number; readonly end: number; readonly lines: number }[];
}

/** A worker whose answers are changed, or come several times. */
function alterAnswers(change: (answer: Answer, earlier: Answer | undefined) => unknown, times = 1): () => NodeWorker {
  return () => {
    const worker = new Worker(workerUrl);
    let earlier: Answer | undefined;
    const altered = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown, transfer: ArrayBuffer[]) => worker.postMessage(message, transfer),
      terminate: () => worker.terminate(),
      ref: () => worker.ref(),
      unref: () => worker.unref(),
    });
    worker.on("message", (message: Answer | string) => {
      for (let time = 0; time < times; time++) {
        altered.emit("message", typeof message === "string" ? message : change(message, earlier));
      }
      earlier = typeof message === "string" ? earlier : message;
    });
    return altered;
  };
}

/** A worker that runs a statement when it gets its second block, and is otherwise as it should be. */
function runAtSecond(statement: string): () => NodeWorker {
  const program = `
    const { parentPort } = require("node:worker_threads");
    let blocks = 0;
    parentPort.on("message", () => { if (++blocks === 2) { ${statement} } });
    import(${JSON.stringify(workerUrl.href)});`;
  return () => new Worker(program, { eval: true });
}

describe("workers", () => {
  it("verify all blocks that the caller does not", async () => {
    const answers = new Set<number>();
    const createWorker = alterAnswers((answer) => {
      answers.add(answer.id);
      return answer;
    });
    expect(await verify({ createWorker })).toBe("proved");
    expect(answers.size).toBeGreaterThan(size / 3);
  });

  it("do not start for few bytes", async () => {
    const createWorker = () => expect.unreachable();
    expect(await verify({ createWorker, minBytes: 1e6 })).toBe("proved");
    expect(await verify({ createWorker, count: 0 })).toBe("proved");
  });

  it.each([
    ["ends", runAtSecond("process.exit(3)"), "worker: it ended with code 3"],
    ["throws", runAtSecond('throw new TypeError("broken")'), "worker: broken"],
    ["does not load", () => new Worker(new URL("./missing.js", import.meta.url)), /^worker: Cannot find module/],
    [
      "answers for another block",
      alterAnswers((answer, earlier) => (earlier ? { ...answer, id: earlier.id } : answer)),
      /^worker: expected the answer to block \d+, got that to block \d+$/,
    ],
    [
      "answers with the contents of another block",
      alterAnswers((answer, earlier) => (earlier ? { ...earlier, id: answer.id } : answer)),
      /^worker: block \d+: expected its \d+ bytes back, got others$/,
    ],
    [
      "leaves out lines",
      alterAnswers((answer) => ({ ...answer, parts: answer.parts.slice(1) })),
      /^worker: block \d+: expected all of its lines, got others$/,
    ],
    [
      "counts more records than lines",
      alterAnswers((answer) => ({
        ...answer,
        parts: answer.parts.map((part) => ({ ...part, lines: part.lines + 1 })),
      })),
      /^worker: block \d+: expected all of its lines, got others$/,
    ],
    [
      "reports an error",
      alterAnswers(({ id }) => ({ id, error: "RangeError: too deep" })),
      /^worker: block \d+: RangeError: too deep$/,
    ],
    [
      "answers twice",
      alterAnswers((answer) => answer, 2),
      /^worker: expected the answer to block (none|\d+), got that to block \d+$/,
    ],
  ])("that %s lead to an error and not to a verdict", async (_, createWorker, message) => {
    const error = await verify({ createWorker }).catch((error) => error);
    expect(error).toMatchObject({ name: "IntegrityError", code: "worker_failed" });
    expect(error.message).toMatch(message);
  });

  it("that claim the records of another block do not change the verdict", async () => {
    const createWorker = alterAnswers((answer, earlier) =>
      earlier?.bytes.length === answer.bytes.length ? { ...answer, parts: earlier.parts } : answer,
    );
    expect(await verify({ createWorker })).toBe("proved");
  });

  it("that cannot be created lead to an error, and those before them end", async () => {
    const first = new Worker(workerUrl);
    const ended = once(first, "exit");
    const created: NodeWorker[] = [first];
    const createWorker = () => created.shift() ?? deny();
    const workers = createTrailWorkers({ count: 2, minBytes: 0, createWorker });
    const audit = async () => auditExport(chunksOf(exportOf(trail)), { origin: trailOrigin }, { workers });
    for (const _ of ["the first time", "ever after"]) {
      await expect(audit()).rejects.toMatchObject({
        name: "IntegrityError",
        code: "worker_failed",
        message: "worker: access to this API has been restricted",
      });
    }
    await workers.close();
    await ended;
  });

  it("fail every later verification once one has failed", async () => {
    const workers = createTrailWorkers({ count: 1, minBytes: 0 });
    await workers.close();
    await expect(auditExport(chunksOf(exportOf(trail)), { origin: trailOrigin }, { workers })).rejects.toMatchObject({
      message: "worker: it was closed",
    });
  });
});
