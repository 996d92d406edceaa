// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus } from "@chaukas/spec-common";
import { type Json, jsonOf, textOf } from "../../model/json.js";
import type { ModelInit } from "../../scope/operations.js";
import type { Operation, Scope } from "../../scope/scope.js";
import { beginOperation } from "../operations/begin-operation.js";
import { describeSettings } from "../operations/describe-settings.js";
import { requestOf } from "../operations/request-of.js";
import { describeAiAnswer } from "./describe-ai-answer.js";
import { findBreaker } from "./run-breakers.js";

interface Call {
  readonly params: object;
  readonly model: { readonly provider: string; readonly modelId: string };
}

/** A middleware of the AI SDK 6 for language models and for embedding models. */
export interface AiMiddleware {
  readonly specificationVersion: "v3";
  wrapGenerate<Result>(call: Call & { doGenerate(): PromiseLike<Result> }): Promise<Result>;
  wrapStream<Result extends { readonly stream: ReadableStream<unknown> }>(
    call: Call & { doStream(): PromiseLike<Result> },
  ): Promise<Result>;
  wrapEmbed<Result>(call: Call & { doEmbed(): PromiseLike<Result> }): Promise<Result>;
}

/**
 * Creates a middleware for `wrapLanguageModel` and `wrapEmbeddingModel` of the AI SDK 6, which records each call of the
 * model in the current scope, streamed or not. In audit mode, no call is made before its start is recorded.
 */
export function createAiMiddleware(chaukas: Scope): AiMiddleware {
  return {
    specificationVersion: "v3",
    async wrapGenerate({ doGenerate, ...call }) {
      const operation = await beginOperation(chaukas, "model", describeCall(call));
      const result = await follow(operation, doGenerate);
      const { content, usage, finishReason, response } = jsonOf(result);
      endModel(operation, { content, usage, finishReason, response });
      return result;
    },
    async wrapStream({ doStream, ...call }) {
      const breakRun = findBreaker(chaukas);
      const operation = await beginOperation(chaukas, "model", describeCall(call));
      const startMs = Date.now();
      const result = await follow(operation, doStream);
      return { ...result, stream: followParts(result.stream, operation, startMs, breakRun) };
    },
    async wrapEmbed({ doEmbed, params, model }) {
      const { values } = jsonOf(params);
      const init = { name: model.modelId, kind: "embedding", input: { provider: model.provider, values } };
      const operation = await beginOperation(chaukas, "step", init);
      const result = await follow(operation, doEmbed);
      const { embeddings, usage } = jsonOf(result);
      // Vectors are withheld.
      operation.end({ count: Array.isArray(embeddings) ? embeddings.length : 0, usage }).catch(() => {});
      return result;
    },
  };
}

async function follow<Result>(operation: Operation, work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await operation.scope.run(work);
  } catch (error) {
    operation.fail(error).catch(() => {});
    throw error;
  }
}

function describeCall({ params, model }: Call): ModelInit {
  const { prompt, tools } = jsonOf(params);
  return {
    ...describeSettings(jsonOf(params)),
    provider: model.provider,
    model: model.modelId,
    ...requestOf({ prompt, ...(tools === undefined ? {} : { tools }) }),
  };
}

function endModel(operation: Operation, answer: Json, timeToFirstTokenMs?: number, status?: EventStatus): void {
  const { id, modelId } = jsonOf(answer["response"]);
  const { content, usage, finishReason } = answer;
  const { result, extra } = describeAiAnswer({
    content,
    usage,
    finishReason,
    responseId: id,
    model: modelId,
    timeToFirstTokenMs,
  });
  operation.end(result, { ...extra, ...(status === undefined ? {} : { status }) }).catch(() => {});
}

/** Returns a stream with the same parts, which ends the operation when it ends, fails or is cancelled. */
function followParts(
  stream: ReadableStream<unknown>,
  operation: Operation,
  startMs: number,
  onBroken: (error: unknown) => void = () => {},
): ReadableStream<unknown> {
  const reader = stream.getReader();
  const answer = createPartJoiner();
  let firstMs: number | undefined;
  return new ReadableStream<unknown>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          endModel(operation, answer.join(), firstMs);
          controller.close();
          return;
        }
        const part = jsonOf(value);
        if (part["type"] === "error") {
          operation.fail(part["error"]).catch(() => {});
        }
        answer.add(part);
        if (answer.hasContent()) {
          firstMs ??= Date.now() - startMs;
        }
        controller.enqueue(value);
      } catch (error) {
        operation.fail(error).catch(() => {});
        onBroken(error);
        controller.error(error);
      }
    },
    async cancel(reason) {
      endModel(operation, answer.join(), firstMs, EventStatus.CANCELLED);
      await reader.cancel(reason);
    },
  });
}

/** Puts the parts of a streamed answer together. */
function createPartJoiner() {
  const texts = new Map<string, { type: string; text: string }>();
  const others: Json[] = [];
  let response: Json = {};
  let finish: Json = {};
  return {
    add(part: Json): void {
      const type = textOf(part["type"]) ?? "";
      if (type === "text-delta" || type === "reasoning-delta") {
        const id = `${type} ${part["id"]}`;
        const joined = texts.get(id) ?? { type: type.replace("-delta", ""), text: "" };
        joined.text += textOf(part["delta"]) ?? "";
        texts.set(id, joined);
      } else if (type === "response-metadata") {
        response = part;
      } else if (type === "finish") {
        finish = part;
      } else if (!/^(?:stream-start|raw|(?:text|reasoning|tool-input)-(?:start|delta|end))$/.test(type)) {
        others.push(part);
      }
    },
    hasContent: () => texts.size + others.length > 0,
    join: (): Json => ({
      content: [...texts.values(), ...others],
      usage: finish["usage"],
      finishReason: finish["finishReason"],
      response,
    }),
  };
}
