// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus } from "@chaukas/spec-common";
import { isJson, type Json } from "../../model/json.js";
import { followStream, isAsyncIterable } from "../../scope/follow-stream.js";
import type { Operation, Scope } from "../../scope/scope.js";
import { beginOperation } from "../operations/begin-operation.js";
import { describeSettings } from "../operations/describe-settings.js";
import { requestOf } from "../operations/request-of.js";

/** What is used of a client of the package `openai`. */
export interface OpenAIClient {
  post(path: string, ...rest: never[]): unknown;
  withOptions(...args: never[]): unknown;
}

/** Options of {@link wrapOpenAI}. */
export interface WrapOpenAIOptions {
  /** Name of the provider, for servers that speak the API of OpenAI. Default: `openai`. */
  readonly provider?: string;
}

/** The promise of the package `openai`, whose helpers must go on working. */
interface ApiPromise extends Promise<unknown> {
  _thenUnwrap(transform: (answer: unknown) => unknown): ApiPromise;
  parse(): Promise<unknown>;
  asResponse(): Promise<Response>;
}

type Post = (path: string, options?: unknown) => ApiPromise;
type WithOptions = (options: unknown) => OpenAIClient;

const recordedPaths = /^\/(?:chat\/completions|responses|completions|embeddings)$/;
const wrapped = new WeakSet<object>();

/**
 * Makes a client of the package `openai` record its calls in the current scope, and returns it: chat completions,
 * responses and embeddings, with the request, the answer, the tokens and errors, streamed or not, whichever of the client's
 * helpers makes them. Vectors are not recorded. Clients that `withOptions` derives from it record too.
 */
export function wrapOpenAI<Client extends OpenAIClient>(
  scope: Scope,
  client: Client,
  options: WrapOpenAIOptions = {},
): Client {
  if (wrapped.has(client)) {
    return client;
  }
  wrapped.add(client);
  const provider = options.provider ?? "openai";
  const post = client.post.bind(client) as Post;
  const withOptions = client.withOptions.bind(client) as WithOptions;
  const recorded: { post: Post; withOptions: WithOptions } = {
    post: (path, request) =>
      recordedPaths.test(path)
        ? recordCall(scope, provider, path, request, (ready) => post(path, ready))
        : post(path, request),
    withOptions: (changes) => wrapOpenAI(scope, withOptions(changes), options),
  };
  return Object.assign(client, recorded);
}

function recordCall(
  scope: Scope,
  provider: string,
  path: string,
  request: unknown,
  send: (request: Promise<unknown>) => ApiPromise,
): ApiPromise {
  const startMs = Date.now();
  let operation: Operation | undefined;
  async function begin(): Promise<unknown> {
    const ready = await request;
    const body = isJson(ready) && isJson(ready["body"]) ? ready["body"] : {};
    operation =
      path === "/embeddings"
        ? await beginOperation(scope, "step", {
            name: String(body["model"] ?? "embeddings"),
            kind: "embedding",
            input: body,
          })
        : await beginOperation(scope, "model", { provider, ...describeSettings(body), ...requestOf(body) });
    return ready;
  }
  function fail(error: unknown): void {
    // The class has no name of its own.
    const isAbort = error instanceof Error && error.constructor.name === "APIUserAbortError";
    operation?.fail(error, isAbort ? { status: EventStatus.CANCELLED } : {}).catch(() => {});
  }
  function receive(answer: unknown): unknown {
    if (operation !== undefined && isStream(answer)) {
      const source = { [Symbol.asyncIterator]: answer.iterator.bind(answer) };
      const { controller } = answer;
      // The client ends a stream that is aborted as if it were complete.
      const isGivenUp = () => controller?.signal.aborted === true;
      const followed = followStream(source, operation, { startMs, now: Date.now, isModel: true, isGivenUp });
      // In place, because the stream has private members, and methods that iterate it.
      answer.iterator = () => followed[Symbol.asyncIterator]();
    } else {
      operation?.end(path === "/embeddings" ? withoutVectors(answer) : answer).catch(() => {});
    }
    return answer;
  }

  const sent = send(begin());
  sent.asResponse().catch(fail);
  let isParsed = false;
  /** Watches a promise, and those that the client derives from it. */
  function watch(promise: ApiPromise): ApiPromise {
    const parse = promise.parse.bind(promise);
    const unwrap = promise._thenUnwrap.bind(promise);
    const asResponse = promise.asResponse.bind(promise);
    return Object.assign(promise, {
      parse() {
        isParsed = true;
        const parsed = parse();
        parsed.catch(fail);
        return parsed;
      },
      async asResponse() {
        const response = await asResponse();
        if (!isParsed) {
          // Whoever wants the response itself reads it himself.
          operation?.end(undefined, { metadata: { "http.response.status_code": response.status } }).catch(() => {});
        }
        return response;
      },
      _thenUnwrap: (transform: (answer: unknown) => unknown) => watch(unwrap(transform)),
    });
  }
  return watch(sent._thenUnwrap(receive));
}

interface ClientStream {
  readonly controller?: AbortController;
  iterator(): AsyncIterator<unknown>;
}

function isStream(answer: unknown): answer is ClientStream {
  return isAsyncIterable(answer) && typeof (answer as Partial<ClientStream>).iterator === "function";
}

function withoutVectors(answer: unknown): Json {
  const { data, ...rest } = isJson(answer) ? answer : {};
  return { ...rest, count: Array.isArray(data) ? data.length : 0 };
}
