// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { jsonOf, textOf } from "../../model/json.js";
import type { Scope } from "../../scope/scope.js";
import { createOperationTree } from "../operations/operation-tree.js";
import { type AiSpan, type AiSpanListener, type AiTracer, createNoopTracer, followSpan } from "./ai-tracer.js";
import { setBreaker } from "./run-breakers.js";

/** What is used of the option `experimental_telemetry` of the AI SDK 6. */
export interface AiTelemetrySettings {
  /** Name of the agent. */
  readonly functionId?: string;
  /** Tracer of OpenTelemetry that gets the spans as well. Default: none. */
  readonly tracer?: AiTracer;
  readonly integrations?: unknown;
}

/** Settings with which the steps of a call are recorded. */
export type RecordedAiSteps<Settings> = Omit<Settings, "integrations" | "isEnabled" | "tracer"> & {
  readonly isEnabled: true;
  readonly tracer: AiTracer;
  // biome-ignore lint/suspicious/noExplicitAny: the integrations of the caller are passed on as they are.
  readonly integrations: any[];
};

/** A call of `generateText` or `streamText` that has not ended. */
interface Run {
  readonly id: string;
  /** Number of steps that have started. */
  steps: number;
  /** Id of the step that has not ended. */
  stepId?: string | undefined;
  /** Why the model of the step failed. It is called again in the same step. */
  failure?: unknown;
  /** Id of the last answer of the model. */
  responseId?: unknown;
}

/** A call whose stream is neither read to its end nor aborted does not end, so that they would add up. */
const maxRuns = 10_000;

const runName = /^ai\.(?:generate|stream)Text$/;
const modelName = /^ai\.(?:generate|stream)Text\.do/;

/**
 * Returns settings for `experimental_telemetry` of the AI SDK 6, for any number of calls: each call of `generateText` and
 * `streamText` is an agent, named by its `functionId`, with its steps. What `createAiMiddleware` and `recordAiTools` record
 * belongs to the step around it. A call outside of any session has a session of its own. In audit mode, no step begins
 * before its start is recorded.
 */
export function recordAiSteps<Settings extends AiTelemetrySettings>(
  chaukas: Scope,
  settings: Settings = {} as Settings,
): RecordedAiSteps<Settings> {
  const { integrations = [], tracer = createNoopTracer() } = settings;
  const tree = createOperationTree(chaukas);
  /** Runs by the span in which the AI SDK goes on with them. */
  const runs = new Map<string | undefined, Run>();
  let count = 0;

  const currentRun = () => runs.get(chaukas.context.spanId);

  async function startRun<Result>(attributes: unknown, work: TracedWork<Result>): Promise<Awaited<Result>> {
    const run: Run = { id: `run ${count++}`, steps: 0 };
    const name = textOf(jsonOf(attributes)["ai.telemetry.functionId"]);
    const { scope } = await tree.begin(run.id, "agent", name === undefined ? {} : { name });
    const { spanId } = scope.context;
    runs.set(spanId, run);
    giveUpOldest();
    const onEnd = (error: unknown) => {
      endRun(run, run.failure ?? error);
      runs.delete(spanId);
    };
    return await scope.run(() => work({ onEnd }));
  }

  function giveUpOldest(): void {
    const [[spanId, oldest] = []] = runs;
    if (runs.size > maxRuns && oldest !== undefined) {
      runs.delete(spanId);
      endRun(oldest, new DOMException("the answer was not read to its end", "AbortError"));
    }
  }

  async function startStep<Result>(run: Run, work: TracedWork<Result>): Promise<Awaited<Result>> {
    if (run.failure === undefined) {
      endStep(run);
      const name = `step ${run.steps++}`;
      run.stepId = `${run.id} ${name}`;
      const { scope } = await tree.begin(run.stepId, "step", { name, kind: "step" }, { parentId: run.id });
      setBreaker(scope, (error) => endRun(run, error));
    }
    run.failure = undefined;
    return await inStep(run, () =>
      work({
        onAttributes(attributes) {
          run.responseId = attributes["ai.response.id"] ?? run.responseId;
        },
        onEnd(error) {
          run.failure = error;
        },
      }),
    );
  }

  function inStep<Result>(run: Run, work: () => Result): Result {
    return (tree.scopeOf(run.stepId) ?? chaukas).run(work);
  }

  function endStep(run: Run, error?: unknown): void {
    finish(run.stepId, error);
    run.stepId = undefined;
  }

  function endRun(run: Run, error?: unknown): void {
    endStep(run, error);
    finish(run.id, error);
  }

  function finish(id: string | undefined, error: unknown): void {
    if (id !== undefined) {
      error === undefined ? tree.end(id) : tree.fail(id, error);
    }
  }

  /** Calls `end` with the run of an event, which is known by the answer: it arrives where the caller reads the stream. */
  function ofAnswer(end: (run: Run) => void): (event: unknown) => void {
    return (event) => {
      const { id } = jsonOf(jsonOf(event)["response"]);
      const [run, other] = [...runs.values()].filter(({ responseId }) => responseId === id);
      if (id !== undefined && run !== undefined && other === undefined) {
        end(run);
      }
    };
  }

  const recorder = {
    onStepFinish: ofAnswer((run) => endStep(run)),
    // The caller of `streamText` has the answer before the span ends.
    onFinish: ofAnswer((run) => endRun(run)),
  };

  return {
    ...settings,
    isEnabled: true,
    tracer: {
      startSpan: (...args) => tracer.startSpan(...args),
      startActiveSpan(name, ...rest) {
        const work = rest.pop() as (span: AiSpan) => unknown;
        const trace = (listener: AiSpanListener) =>
          tracer.startActiveSpan(name, ...rest, (span: AiSpan) => work(followSpan(span, listener)));
        const run = currentRun();
        if (runName.test(name)) {
          return startRun(jsonOf(rest[0])["attributes"], trace) as never;
        }
        if (run === undefined) {
          return trace({}) as never;
        }
        return (modelName.test(name) ? startStep(run, trace) : inStep(run, () => trace({}))) as never;
      },
    },
    integrations: [integrations, recorder].flat(),
  };
}

/** Work in a span that is followed. */
type TracedWork<Result> = (listener: AiSpanListener) => Result;
