// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { type LoopbackServer, serveHttp1 } from "../servers/serve-on-loopback.ts";
import { type Json, ModelError, type Reply, type Session } from "./api.ts";
import { answerChatCompletions } from "./chat-completions.ts";
import { answerEmbeddings } from "./embeddings.ts";
import { answerMessages } from "./messages.ts";
import { answerResponses } from "./responses.ts";

/** A server with the APIs of model providers, for tests without a network. */
export interface ModelServer extends LoopbackServer {
  /** Base URL for clients of OpenAI: `url` with `/v1`. Clients of Anthropic need `url`. */
  readonly openaiUrl: string;
  /** Requests in the order in which they came. */
  readonly requests: readonly ModelRequest[];
}

/** A request that a model server received. */
export interface ModelRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json;
}

/** Options of {@link startModelServer}. */
export interface ModelServerOptions {
  /** Answers to messages of the user, by the text of the message. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Default: a free port. */
  readonly port?: number;
}

const apis: Readonly<Record<string, (request: Json, session: Session) => Reply>> = {
  "/v1/chat/completions": answerChatCompletions,
  "/v1/responses": answerResponses,
  "/v1/embeddings": answerEmbeddings,
  "/v1/messages": answerMessages,
};

/** Where the OpenAI Agents SDK sends its own traces. */
const tracesPath = "/v1/traces/ingest";
const eventsBeforeCut = 3;

/**
 * Starts a server on loopback that answers chat completions, responses and embeddings as OpenAI does, and messages as
 * Anthropic does, streamed or not. It is deterministic: it calls each tool of a request once, with arguments that match
 * the schema of the tool, then reports the results; without tools, it answers from `answers` or repeats the message.
 * IDs count up, and the time is fixed.
 *
 * It answers for any model, and behaves badly for some:
 *
 * - `fail-429` and so on always fails with that status;
 * - `fail-once-503` and so on fails only for the first request of that model;
 * - `slow-250` and so on answers after so many milliseconds;
 * - `cut` closes the connection, in a stream after the third event.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { answers = {}, port } = options;
  const requests: ModelRequest[] = [];
  const failedOnce = new Set<string>();
  let lastId = 0;
  const session: Session = { answers, items: new Map(), nextId: (prefix) => `${prefix}_${++lastId}` };
  const server = await serveHttp1((request, response) => {
    const path = new URL(request.url ?? "", "http://model-server").pathname;
    answer(request, path, response).catch((error: unknown) => {
      const status = error instanceof ModelError ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      fail(response, path, status, message);
    });
  }, port);

  async function answer(request: IncomingMessage, path: string, response: ServerResponse): Promise<void> {
    const api = apis[path];
    if (request.method !== "POST" || (api === undefined && path !== tracesPath)) {
      throw new ModelError(404, `Unknown request URL: ${request.method} ${path}.`);
    }
    const body = await readBody(request);
    requests.push({ path, headers: request.headers, body });
    if (api === undefined) {
      response.writeHead(204).end();
      return;
    }
    const { model } = body;
    if (typeof model !== "string") {
      throw new ModelError(400, "you must provide a model parameter");
    }
    const [, once, status] = /^fail-(once-)?(\d{3})$/.exec(model) ?? [];
    if (status !== undefined && !(once && failedOnce.has(model))) {
      failedOnce.add(model);
      throw new ModelError(Number(status), `The model '${model}' fails.`);
    }
    const [, delayMs] = /^slow-(\d+)$/.exec(model) ?? [];
    await sleep(Number(delayMs ?? 0));
    await send(response, api(body, session), model === "cut");
  }

  return { ...server, openaiUrl: `${server.url}/v1`, requests };
}

async function readBody(request: IncomingMessage): Promise<Json> {
  const body = await json(request).catch((error: Error) => {
    throw new ModelError(400, `We could not parse the JSON body of your request: ${error.message}`);
  });
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ModelError(400, `The body: expected a JSON object, got ${JSON.stringify(body)}`);
  }
  return body as Json;
}

async function send(response: ServerResponse, reply: Reply, cut: boolean): Promise<void> {
  response.setHeader("x-request-id", "req_model_server");
  if ("json" in reply) {
    if (cut) {
      response.destroy();
      return;
    }
    response.setHeader("content-type", "application/json").end(JSON.stringify(reply.json));
    return;
  }
  response.setHeader("content-type", "text/event-stream; charset=utf-8");
  for (const { event, data } of reply.events.slice(0, cut ? eventsBeforeCut : undefined)) {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    const name = event === undefined ? "" : `event: ${event}\n`;
    await new Promise<void>((resolve) => response.write(`${name}data: ${text}\n\n`, () => resolve()));
  }
  if (cut) {
    response.destroy();
  } else {
    response.end();
  }
}

function fail(response: ServerResponse, path: string, status: number, message: string): void {
  const type = status === 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
  const code = status === 429 ? "rate_limit_exceeded" : null;
  const error = path === "/v1/messages" ? { type, message } : { message, type, param: null, code };
  if (status === 429) {
    response.setHeader("retry-after", "0");
  }
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(path === "/v1/messages" ? { type: "error", error } : { error }));
}
