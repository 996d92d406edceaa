// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Kind of an operation. */
type Kind = "session" | "agent" | "model" | "tool";

/** What an SDK does for an operation that its caller begins and ends. */
export interface OperationRecorder<Operation> {
  begin(kind: Kind, name: string, input: object, parent: Operation | undefined): Operation;
  end(operation: Operation, kind: Kind, output: object): void;
  flush(): Promise<unknown>;
}

/** What recording took. */
export interface Recording {
  readonly operations: number;
  /** Time in the caller for the begin and the end of an operation. */
  readonly microseconds: { readonly p50: number; readonly p99: number };
  /** CPU time of the whole process for an operation, delivery included, in microseconds. */
  readonly cpuPerOperation: number;
}

const warmUpSessions = 400;
const sessions = 400;
/** Sessions at once, so that no queue of any SDK overflows. */
const sessionsPerTurn = 20;

/** Records sessions of an agent that calls a model and a tool, and sends the result to the parent process. */
export async function recordSessions<Operation>(recorder: OperationRecorder<Operation>): Promise<void> {
  await record(recorder, warmUpSessions, 0);
  const before = process.cpuUsage();
  const times = (await record(recorder, sessions, warmUpSessions)).sort((one, other) => one - other);
  const { user, system } = process.cpuUsage(before);
  const result: Recording = {
    operations: (warmUpSessions + sessions) * 4,
    microseconds: {
      p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
      p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    },
    cpuPerOperation: (user + system) / times.length,
  };
  process.send?.(result);
}

async function record<Operation>(
  { begin, end, flush }: OperationRecorder<Operation>,
  count: number,
  first: number,
): Promise<number[]> {
  const times: number[] = [];
  function run(
    kind: Kind,
    name: string,
    input: object,
    output: object,
    parent?: Operation,
    work?: (own: Operation) => void,
  ) {
    const start = performance.now();
    const operation = begin(kind, name, input, parent);
    const begun = performance.now();
    work?.(operation);
    const ending = performance.now();
    end(operation, kind, output);
    times.push((performance.now() - ending + begun - start) * 1000);
  }
  for (let session = 0; session < count; session++) {
    const order = `A-${first + session}`;
    const question = `Where is my order ${order}, and when will it arrive at last?`;
    const messages = [
      { role: "system", content: "You help the customers of a shop. Be brief, and call a tool if you need one." },
      { role: "user", content: question },
    ];
    const answer = {
      id: `resp-${order}`,
      model: "gpt-5-mini-2026-01-01",
      choices: [{ index: 0, message: { role: "assistant", content: "It is on its way." }, finish_reason: "stop" }],
      usage: { prompt_tokens: 57, completion_tokens: 9, total_tokens: 66 },
    };
    run("session", `session-${order}`, { question }, { done: true }, undefined, (outer) =>
      run("agent", "Support", { question }, { answer: "It is on its way." }, outer, (agent) => {
        run("model", "gpt-5-mini", { messages, temperature: 0.2 }, answer, agent);
        run("tool", "find_order", { order, fields: ["state", "due"] }, { state: "sent", due: "2026-12-01" }, agent);
      }),
    );
    if (session % sessionsPerTurn === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  await flush();
  return times;
}
