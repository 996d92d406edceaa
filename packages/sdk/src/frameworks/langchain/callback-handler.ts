// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, type LLMInvocation } from "@chaukas/spec-common";
import { countOf, type Json, jsonOf, textOf } from "../../model/json.js";
import type { OperationInits, OperationKind, SessionInit } from "../../scope/operations.js";
import type { Scope } from "../../scope/scope.js";
import type { EventInit, MessageInit } from "../../values/event-init.js";
import { describeSettings } from "../operations/describe-settings.js";
import { createOperationTree } from "../operations/operation-tree.js";
import { parseText } from "../operations/parse-text.js";
import { requestOf } from "../operations/request-of.js";
import { plainMessages } from "./plain-messages.js";

type Metadata = Readonly<Record<string, unknown>>;

/** A callback handler of LangChain, for the option `callbacks` of everything that runs. */
export interface ChaukasCallbackHandler {
  /** Runs wait for the handler, so that events keep their order, and audit mode can hold a run back. */
  readonly awaitHandlers: true;
  readonly raiseError: true;
  /** Returns the scope of the run to which a config was given, such as a tool's, to record what belongs to it. */
  scopeOf(config: object | undefined): Scope;
  handleChainStart(
    chain: object,
    inputs: unknown,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Metadata,
    runType?: string,
    runName?: string,
  ): Promise<void>;
  handleChainEnd(outputs: unknown, runId: string): void;
  handleChainError(error: unknown, runId: string): void;
  handleChatModelStart(
    model: object,
    messages: unknown[][],
    runId: string,
    parentRunId?: string,
    extra?: Metadata,
    tags?: string[],
    metadata?: Metadata,
    runName?: string,
  ): Promise<void>;
  handleLLMStart(
    model: object,
    prompts: string[],
    runId: string,
    parentRunId?: string,
    extra?: Metadata,
    tags?: string[],
    metadata?: Metadata,
    runName?: string,
  ): Promise<void>;
  handleLLMNewToken(token: string, index: unknown, runId: string): void;
  handleLLMEnd(output: object, runId: string): void;
  handleLLMError(error: unknown, runId: string): void;
  handleToolStart(
    tool: object,
    input: string,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Metadata,
    runName?: string,
    toolCallId?: string,
  ): Promise<void>;
  handleToolEnd(output: unknown, runId: string): void;
  handleToolError(error: unknown, runId: string): void;
  handleRetrieverStart(
    retriever: object,
    query: string,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    metadata?: Metadata,
    name?: string,
  ): Promise<void>;
  handleRetrieverEnd(documents: readonly object[], runId: string): void;
  handleRetrieverError(error: unknown, runId: string): void;
}

/** Tag of what LangGraph does between its nodes. */
const hidden = "langsmith:hidden";

/**
 * Creates a callback handler for LangChain and LangGraph: agents and graphs are agents, their nodes and other chains steps,
 * retrievers data accesses, beside models and tools. A run outside of any session has a session of its own, whose id is
 * the `session_id` or the `thread_id` of its metadata, if it has one. In audit mode, no run begins before its start is
 * recorded.
 */
export function createCallbackHandler(chaukas: Scope): ChaukasCallbackHandler {
  const tree = createOperationTree(chaukas);
  /** When a model was called, and the time to its first token. */
  const answering = new Map<string, { readonly startMs: number; firstMs?: number }>();

  async function begin<Kind extends OperationKind>(
    runId: string,
    kind: Kind,
    init: OperationInits[Kind],
    parentId: string | undefined,
    metadata: Metadata,
  ): Promise<void> {
    await tree.begin(runId, kind, init, { parentId, session: sessionOf(metadata) });
  }

  function fail(error: unknown, runId: string): void {
    const { name, interrupts } = jsonOf(error);
    answering.delete(runId);
    if (name === "GraphInterrupt" || name === "NodeInterrupt") {
      tree.end(runId, { interrupts: interrupts ?? [] }, { status: EventStatus.INPUT_REQUIRED });
    } else if (name === "ParentCommand") {
      // Not an error, but how LangGraph leaves a graph for the one around it.
      tree.end(runId);
    } else {
      tree.fail(runId, error);
    }
  }

  async function beginModel(
    model: object,
    request: Json,
    runId: string,
    parentId: string | undefined,
    extra: Metadata,
    metadata: Metadata,
  ): Promise<void> {
    const settings = jsonOf(extra["invocation_params"]);
    const { tools } = settings;
    const init = {
      ...describeSettings(settings),
      provider: textOf(metadata["ls_provider"]) ?? "",
      model: textOf(metadata["ls_model_name"]) ?? textOf(settings["model"]) ?? nameOf(model),
      ...requestOf({ ...request, ...(tools === undefined ? {} : { tools }) }),
    };
    await begin(runId, "model", init, parentId, metadata);
    answering.set(runId, { startMs: Date.now() });
  }

  return {
    awaitHandlers: true,
    raiseError: true,
    scopeOf(config) {
      const manager = jsonOf(jsonOf(config)["callbacks"]);
      const runId = textOf(manager["_parentRunId"]) ?? textOf(jsonOf(config)["runId"]);
      return tree.scopeOf(runId) ?? chaukas;
    },
    async handleChainStart(chain, inputs, runId, parentId, tags = [], metadata = {}, runType, runName) {
      const parent = tree.scopeOf(parentId);
      if (tags.includes(hidden) && parent !== undefined) {
        tree.adopt(runId, parentId);
        return;
      }
      const name = runName ?? nameOf(chain);
      const agentName = textOf(metadata["lc_agent_name"]);
      const isAgent = agentName === undefined ? parent === undefined && isGraph(chain) : name === agentName;
      if (isAgent && parent?.context.agentName !== name) {
        await begin(runId, "agent", { name }, parentId, metadata);
        return;
      }
      const isNode = metadata["langgraph_node"] === name;
      const init = {
        name,
        kind: isNode ? "node" : (runType ?? "chain"),
        input: plainMessages(inputs),
        ...(isNode ? { metadata: { "langgraph.step": metadata["langgraph_step"] } } : {}),
      };
      await begin(runId, "step", init, parentId, metadata);
    },
    handleChainEnd(outputs, runId) {
      tree.end(runId, plainMessages(outputs));
    },
    handleChainError: fail,
    async handleChatModelStart(model, messages, runId, parentId, extra = {}, _, metadata = {}) {
      await beginModel(model, { messages: plainMessages(messages[0]) }, runId, parentId, extra, metadata);
    },
    async handleLLMStart(model, prompts, runId, parentId, extra = {}, _, metadata = {}) {
      await beginModel(model, { prompt: prompts[0] }, runId, parentId, extra, metadata);
    },
    handleLLMNewToken(_, __, runId) {
      const answer = answering.get(runId);
      if (answer !== undefined) {
        answer.firstMs ??= Date.now() - answer.startMs;
      }
    },
    handleLLMEnd(output, runId) {
      const timeToFirstTokenMs = answering.get(runId)?.firstMs;
      answering.delete(runId);
      const { result, extra } = describeOutput(jsonOf(output), timeToFirstTokenMs);
      tree.end(runId, result, extra);
    },
    handleLLMError: fail,
    async handleToolStart(tool, input, runId, parentId, _, metadata = {}, runName, toolCallId) {
      const init = {
        name: runName ?? nameOf(tool),
        arguments: parseText(input),
        ...(toolCallId === undefined ? {} : { id: toolCallId }),
      };
      await begin(runId, "tool", init, parentId, metadata);
    },
    handleToolEnd(output, runId) {
      tree.end(runId, plainMessages(output));
    },
    handleToolError: fail,
    async handleRetrieverStart(retriever, query, runId, parentId, _, metadata = {}, name) {
      const init = { datasource: name ?? nameOf(retriever), operation: "query", query };
      await begin(runId, "dataAccess", init, parentId, metadata);
    },
    handleRetrieverEnd(documents, runId) {
      const documentIds = documents.map((document) => idOf(jsonOf(document))).filter((id) => id !== undefined);
      tree.end(runId, undefined, { content: { case: "dataAccess", value: { documentIds } } });
    },
    handleRetrieverError: fail,
  };
}

function sessionOf(metadata: Metadata): SessionInit {
  const id = textOf(metadata["session_id"]) ?? textOf(metadata["thread_id"]);
  return id === undefined ? {} : { id };
}

/** Returns the name of the class of something serialized. */
function nameOf(serialized: object): string {
  const { name, id } = jsonOf(serialized);
  return textOf(name) ?? (Array.isArray(id) ? String(id.at(-1)) : "");
}

function isGraph(chain: object): boolean {
  const { id } = jsonOf(chain);
  return Array.isArray(id) && id.includes("langgraph");
}

function idOf({ id, metadata }: Json): string | undefined {
  return textOf(id) ?? textOf(jsonOf(metadata)["id"]) ?? textOf(jsonOf(metadata)["source"]);
}

/** Returns what the end of a call to a model says. */
function describeOutput(
  { generations, llmOutput }: Json,
  timeToFirstTokenMs: number | undefined,
): { readonly result: unknown; readonly extra: EventInit } {
  const [generation] = Array.isArray(generations) ? (generations.flat() as unknown[]) : [];
  const { message, text, generationInfo } = jsonOf(generation);
  const { usage_metadata: usage, response_metadata: response, id } = jsonOf(message);
  const info = { ...jsonOf(generationInfo), ...jsonOf(response) };
  const model = textOf(info["model_name"]) ?? textOf(info["model"]);
  const reason = textOf(info["finish_reason"]) ?? textOf(info["stop_reason"]) ?? textOf(info["status"]);
  const responseId = textOf(info["id"]) ?? textOf(id);
  const value: MessageInit<LLMInvocation> = {
    ...describeUsage(jsonOf(usage ?? jsonOf(llmOutput)["tokenUsage"])),
    ...(model === undefined ? {} : { responseModel: model }),
    ...(reason === undefined ? {} : { finishReason: reason }),
    ...(timeToFirstTokenMs === undefined ? {} : { timeToFirstTokenMs }),
  };
  return {
    result: message === undefined ? { text } : { message: plainMessages(message) },
    extra: {
      content: { case: "llmInvocation", value },
      ...(responseId === undefined ? {} : { responseId }),
    },
  };
}

function describeUsage(usage: Json): MessageInit<LLMInvocation> {
  const promptTokens = countOf(usage["input_tokens"] ?? usage["promptTokens"]);
  const completionTokens = countOf(usage["output_tokens"] ?? usage["completionTokens"]);
  const input = jsonOf(usage["input_token_details"]);
  return {
    promptTokens,
    completionTokens,
    totalTokens: countOf(usage["total_tokens"] ?? usage["totalTokens"]) || promptTokens + completionTokens,
    cachedInputTokens: countOf(input["cache_read"]),
    cacheWriteInputTokens: countOf(input["cache_creation"]),
    reasoningTokens: countOf(jsonOf(usage["output_token_details"])["reasoning"]),
  };
}
