// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Reading } from "../values/field-values.js";

/** Version of the mapping. Events record it, since conventions for generative AI still change. */
export const mappingVersion = "1";

/**
 * What an operation is, which decides the types of its events. `exception` and `evaluation` are also events of a span, and
 * `output` is a log record with what a model answered and was asked.
 */
export type OperationKind =
  | "agent"
  | "evaluation"
  | "exception"
  | "guard"
  | "mcp"
  | "model"
  | "output"
  | "retrieval"
  | "step"
  | "tool";

/** A set of attribute names that some instrumentations share. */
export type Dialect = "genai" | "openinference" | "traceloop" | "vercel" | "langfuse";

/**
 * Where a value goes: into the event that begins an operation, the one that ends it, both, or an event of its own for what
 * went into an agent or came out of it, or for a handoff. An operation with a single event has all of it there.
 */
export type Place = "start" | "end" | "both" | "input" | "output" | "handoff";

/** A field of an event, and the attributes that it comes from. */
export interface MappingRow {
  /** Path of the field by names of the proto; inside a Struct, by keys. */
  readonly field: string;
  /** Kinds of operations that have the field. Default: all. */
  readonly on?: readonly OperationKind[];
  readonly place: Place;
  readonly as: Reading;
  /** Attributes in order of precedence. On the way out, the first one of the first dialect is written. */
  readonly from: Partial<Readonly<Record<Dialect, readonly string[]>>>;
}

/**
 * A field that holds a list, and the attributes whose keys continue with a number. `named` says whether the name of the
 * element stands behind each number, as in `llm.input_messages.0.message.role`.
 */
export interface ListRow extends Omit<MappingRow, "as" | "from"> {
  readonly prefix: string;
  readonly named: boolean;
}

const everywhere = [
  {
    field: "session_id",
    from: {
      genai: ["gen_ai.conversation.id", "session.id"],
      traceloop: ["traceloop.association.properties.session_id"],
      langfuse: ["langfuse.session.id"],
      vercel: ["ai.telemetry.metadata.sessionId"],
    },
  },
  { field: "project_id", from: { genai: ["service.namespace"] } },
  { field: "agent_id", from: { genai: ["gen_ai.agent.id"] } },
  { field: "agent_name", from: { genai: ["gen_ai.agent.name"], openinference: ["agent.name"] } },
  { field: "agent_version", from: { genai: ["gen_ai.agent.version"] } },
  {
    field: "principal/id",
    from: {
      genai: ["user.id", "enduser.id", "enduser.pseudo.id"],
      traceloop: ["traceloop.association.properties.user_id"],
      langfuse: ["langfuse.user.id"],
      vercel: ["ai.telemetry.metadata.userId"],
    },
  },
  { field: "principal/name", from: { genai: ["user.full_name", "user.name"] } },
  { field: "principal/roles", as: "strings", from: { genai: ["user.roles"] } },
  { field: "tags", as: "strings", from: { openinference: ["tag.tags"], langfuse: ["langfuse.trace.tags"] } },
  { field: "infrastructure/host", from: { genai: ["host.name"] } },
  { field: "infrastructure/process_id", as: "int32", from: { genai: ["process.pid"] } },
  { field: "infrastructure/thread_id", as: "id", from: { genai: ["thread.id"] } },
  { field: "retry/attempt", as: "int32", from: { genai: ["http.request.resend_count"] } },
] as const;

const model = ["model"] as const;

/** Text of an agent's input or output goes into the text of the message, JSON into its metadata. */
function textOrJson(place: "input" | "output", from: MappingRow["from"]): MappingRow[] {
  const row = { on: ["agent"], place, from } as const;
  return [
    { field: "message/text", as: "text", ...row },
    { field: "message/metadata/value", as: "json", ...row },
  ];
}

/** The mapping of single attributes. A new convention is a new name in a row. */
export const mappingRows: readonly MappingRow[] = [
  ...everywhere.map((row): MappingRow => ({ as: "string", place: "both", ...row })),
  {
    field: "agent_name",
    on: ["agent"],
    place: "both",
    as: "string",
    from: { traceloop: ["traceloop.entity.name"], vercel: ["ai.telemetry.functionId"] },
  },
  { field: "agent_id", on: ["agent"], place: "both", as: "string", from: { openinference: ["graph.node.id"] } },
  {
    field: "response_id",
    place: "end",
    as: "string",
    from: { genai: ["gen_ai.response.id"], vercel: ["ai.response.id"] },
  },

  // Calls to models.
  {
    field: "llm_invocation/provider",
    on: model,
    place: "both",
    as: "string",
    from: {
      genai: ["gen_ai.provider.name", "gen_ai.system"],
      openinference: ["llm.provider", "llm.system"],
      vercel: ["ai.model.provider"],
    },
  },
  {
    field: "llm_invocation/model",
    on: model,
    place: "both",
    as: "string",
    from: {
      genai: ["gen_ai.request.model"],
      openinference: ["llm.request.model_name", "llm.model_name"],
      traceloop: ["llm.request.model"],
      vercel: ["ai.model.id"],
      langfuse: ["langfuse.observation.model.name"],
    },
  },
  {
    field: "llm_invocation/response_model",
    on: model,
    place: "end",
    as: "string",
    from: {
      genai: ["gen_ai.response.model"],
      openinference: ["llm.response.model_name"],
      vercel: ["ai.response.model"],
    },
  },
  {
    field: "llm_invocation/temperature",
    on: model,
    place: "start",
    as: "double",
    from: { genai: ["gen_ai.request.temperature"], vercel: ["ai.settings.temperature"] },
  },
  {
    field: "llm_invocation/top_p",
    on: model,
    place: "start",
    as: "double",
    from: { genai: ["gen_ai.request.top_p"], vercel: ["ai.settings.topP"] },
  },
  {
    field: "llm_invocation/top_k",
    on: model,
    place: "start",
    as: "double",
    from: { genai: ["gen_ai.request.top_k"], traceloop: ["llm.top_k"], vercel: ["ai.settings.topK"] },
  },
  {
    field: "llm_invocation/max_tokens",
    on: model,
    place: "start",
    as: "int32",
    from: { genai: ["gen_ai.request.max_tokens"], vercel: ["ai.settings.maxOutputTokens", "ai.settings.maxTokens"] },
  },
  {
    field: "llm_invocation/frequency_penalty",
    on: model,
    place: "start",
    as: "double",
    from: {
      genai: ["gen_ai.request.frequency_penalty"],
      traceloop: ["llm.frequency_penalty"],
      vercel: ["ai.settings.frequencyPenalty"],
    },
  },
  {
    field: "llm_invocation/presence_penalty",
    on: model,
    place: "start",
    as: "double",
    from: {
      genai: ["gen_ai.request.presence_penalty"],
      traceloop: ["llm.presence_penalty"],
      vercel: ["ai.settings.presencePenalty"],
    },
  },
  {
    field: "llm_invocation/seed",
    on: model,
    place: "start",
    as: "int53",
    from: { genai: ["gen_ai.request.seed"], vercel: ["ai.settings.seed"] },
  },
  {
    field: "llm_invocation/stop_sequences",
    on: model,
    place: "start",
    as: "strings",
    from: {
      genai: ["gen_ai.request.stop_sequences"],
      traceloop: ["llm.chat.stop_sequences"],
      vercel: ["ai.settings.stopSequences"],
    },
  },
  {
    field: "llm_invocation/choice_count",
    on: model,
    place: "start",
    as: "int32",
    from: { genai: ["gen_ai.request.choice.count"] },
  },
  {
    field: "llm_invocation/request/messages",
    on: model,
    place: "start",
    as: "json",
    from: {
      genai: ["gen_ai.input.messages"],
      vercel: ["ai.prompt.messages"],
      langfuse: ["langfuse.observation.input"],
    },
  },
  {
    field: "llm_invocation/request/system_instructions",
    on: model,
    place: "start",
    as: "json",
    from: { genai: ["gen_ai.system_instructions"] },
  },
  {
    field: "llm_invocation/request/tools",
    on: model,
    place: "start",
    as: "json",
    from: { genai: ["gen_ai.tool.definitions"], vercel: ["ai.prompt.tools"] },
  },
  {
    field: "llm_invocation/request/parameters",
    on: model,
    place: "start",
    as: "json",
    from: { openinference: ["llm.invocation_parameters"], langfuse: ["langfuse.observation.model.parameters"] },
  },
  {
    field: "llm_invocation/request/prompt",
    on: model,
    place: "start",
    as: "json",
    from: { genai: ["gen_ai.prompt"], vercel: ["ai.prompt"] },
  },
  {
    field: "llm_invocation/request/input",
    on: model,
    place: "start",
    as: "json",
    from: { openinference: ["input.value"], traceloop: ["traceloop.entity.input"] },
  },
  {
    field: "llm_invocation/response/messages",
    on: model,
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.output.messages"], langfuse: ["langfuse.observation.output"] },
  },
  {
    field: "llm_invocation/response/completion",
    on: model,
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.completion"] },
  },
  {
    field: "llm_invocation/response/text",
    on: model,
    place: "end",
    as: "string",
    from: { vercel: ["ai.response.text"] },
  },
  {
    field: "llm_invocation/response/tool_calls",
    on: model,
    place: "end",
    as: "json",
    from: { vercel: ["ai.response.toolCalls"] },
  },
  {
    field: "llm_invocation/response/object",
    on: model,
    place: "end",
    as: "json",
    from: { vercel: ["ai.response.object"] },
  },
  {
    field: "llm_invocation/response/reasoning",
    on: model,
    place: "end",
    as: "json",
    from: { vercel: ["ai.response.reasoning"] },
  },
  {
    field: "llm_invocation/response/output",
    on: model,
    place: "end",
    as: "json",
    from: { openinference: ["output.value"], traceloop: ["traceloop.entity.output"] },
  },
  {
    field: "llm_invocation/prompt_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      genai: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
      openinference: ["llm.token_count.prompt"],
      vercel: ["ai.usage.inputTokens", "ai.usage.promptTokens"],
    },
  },
  {
    field: "llm_invocation/completion_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      genai: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
      openinference: ["llm.token_count.completion"],
      vercel: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
    },
  },
  {
    field: "llm_invocation/total_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      openinference: ["llm.token_count.total"],
      traceloop: ["gen_ai.usage.total_tokens", "llm.usage.total_tokens"],
      vercel: ["ai.usage.totalTokens"],
    },
  },
  {
    field: "llm_invocation/cached_input_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      genai: ["gen_ai.usage.cache_read.input_tokens"],
      openinference: ["llm.token_count.prompt_details.cache_read"],
      traceloop: ["gen_ai.usage.cache_read_input_tokens"],
      vercel: ["ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.cachedInputTokens"],
    },
  },
  {
    field: "llm_invocation/cache_write_input_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      genai: ["gen_ai.usage.cache_creation.input_tokens"],
      openinference: ["llm.token_count.prompt_details.cache_write"],
      traceloop: ["gen_ai.usage.cache_creation_input_tokens"],
      vercel: ["ai.usage.inputTokenDetails.cacheWriteTokens"],
    },
  },
  {
    field: "llm_invocation/reasoning_tokens",
    on: model,
    place: "end",
    as: "int32",
    from: {
      genai: ["gen_ai.usage.reasoning.output_tokens"],
      openinference: ["llm.token_count.completion_details.reasoning"],
      traceloop: ["gen_ai.usage.reasoning_tokens"],
      vercel: ["ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens"],
    },
  },
  {
    field: "llm_invocation/finish_reason",
    on: model,
    place: "end",
    as: "first",
    from: {
      genai: ["gen_ai.response.finish_reasons"],
      openinference: ["llm.finish_reason"],
      vercel: ["ai.response.finishReason"],
    },
  },
  {
    field: "llm_invocation/time_to_first_token_ms",
    on: model,
    place: "end",
    as: "seconds",
    from: {
      genai: ["gen_ai.response.time_to_first_chunk"],
      vercel: ["gen_ai.client.operation.time_to_first_chunk"],
    },
  },
  {
    field: "llm_invocation/time_to_first_token_ms",
    on: model,
    place: "end",
    as: "double",
    from: { vercel: ["ai.response.msToFirstChunk"] },
  },
  ...(
    [
      ["cost/input_cost", "llm.cost.prompt"],
      ["cost/output_cost", "llm.cost.completion"],
      ["cost/total_cost", "llm.cost.total"],
    ] as const
  ).map(
    ([field, name]): MappingRow => ({ field, on: model, place: "end", as: "double", from: { openinference: [name] } }),
  ),

  // Calls to tools.
  {
    field: "tool_call/name",
    on: ["tool"],
    place: "start",
    as: "string",
    from: {
      genai: ["gen_ai.tool.name"],
      openinference: ["tool.name"],
      traceloop: ["traceloop.entity.name"],
      vercel: ["ai.toolCall.name"],
    },
  },
  {
    field: "tool_call/id",
    on: ["tool"],
    place: "start",
    as: "string",
    from: { genai: ["gen_ai.tool.call.id"], openinference: ["tool.id"], vercel: ["ai.toolCall.id"] },
  },
  {
    field: "tool_response/tool_call_id",
    on: ["tool"],
    place: "end",
    as: "string",
    from: { genai: ["gen_ai.tool.call.id"], openinference: ["tool.id"], vercel: ["ai.toolCall.id"] },
  },
  { field: "tool_call/tool_type", on: ["tool"], place: "start", as: "string", from: { genai: ["gen_ai.tool.type"] } },
  {
    field: "tool_call/arguments",
    on: ["tool"],
    place: "start",
    as: "object",
    from: {
      genai: ["gen_ai.tool.call.arguments"],
      openinference: ["input.value", "tool.parameters"],
      traceloop: ["traceloop.entity.input"],
      vercel: ["ai.toolCall.args"],
      langfuse: ["langfuse.observation.input"],
    },
  },
  {
    field: "tool_response/output",
    on: ["tool"],
    place: "end",
    as: "object",
    from: {
      genai: ["gen_ai.tool.call.result"],
      openinference: ["output.value"],
      traceloop: ["traceloop.entity.output"],
      vercel: ["ai.toolCall.result"],
      langfuse: ["langfuse.observation.output"],
    },
  },
  {
    field: "tool_response/http_status",
    on: ["tool"],
    place: "end",
    as: "int32",
    from: { genai: ["http.response.status_code"] },
  },

  // Requests to MCP servers.
  { field: "mcp_call/operation", on: ["mcp"], place: "both", as: "string", from: { genai: ["mcp.method.name"] } },
  {
    field: "mcp_call/protocol_version",
    on: ["mcp"],
    place: "both",
    as: "string",
    from: { genai: ["mcp.protocol.version"] },
  },
  { field: "mcp_call/session_id", on: ["mcp"], place: "both", as: "string", from: { genai: ["mcp.session.id"] } },
  {
    field: "mcp_call/request_id",
    on: ["mcp"],
    place: "both",
    as: "id",
    from: { genai: ["jsonrpc.request.id"], traceloop: ["mcp.request.id"] },
  },
  { field: "mcp_call/server_url", on: ["mcp"], place: "both", as: "string", from: { genai: ["server.address"] } },
  { field: "mcp_call/method", on: ["mcp"], place: "both", as: "string", from: { genai: ["http.request.method"] } },
  {
    field: "mcp_call/request/arguments",
    on: ["mcp"],
    place: "start",
    as: "json",
    from: { genai: ["gen_ai.tool.call.arguments"], traceloop: ["traceloop.entity.input"] },
  },
  {
    field: "mcp_call/request/name",
    on: ["mcp"],
    place: "start",
    as: "string",
    from: { genai: ["gen_ai.tool.name", "gen_ai.prompt.name"] },
  },
  { field: "mcp_call/request/uri", on: ["mcp"], place: "start", as: "string", from: { genai: ["mcp.resource.uri"] } },
  {
    field: "mcp_call/response/result",
    on: ["mcp"],
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.tool.call.result"], traceloop: ["mcp.response.value", "traceloop.entity.output"] },
  },

  // Steps.
  {
    field: "step/name",
    on: ["step"],
    place: "both",
    as: "string",
    from: {
      genai: ["gen_ai.workflow.name"],
      openinference: ["graph.node.name"],
      traceloop: ["traceloop.entity.name", "traceloop.workflow.name"],
      vercel: ["ai.telemetry.functionId"],
    },
  },
  {
    field: "step/input/messages",
    on: ["step"],
    place: "start",
    as: "json",
    from: { genai: ["gen_ai.input.messages"], vercel: ["ai.prompt.messages"] },
  },
  {
    field: "step/output/messages",
    on: ["step"],
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.output.messages"] },
  },
  {
    field: "step/input",
    on: ["step"],
    place: "start",
    as: "object",
    from: {
      openinference: ["input.value"],
      traceloop: ["traceloop.entity.input"],
      vercel: ["ai.prompt", "ai.value", "ai.values"],
      langfuse: ["langfuse.observation.input"],
    },
  },
  {
    field: "step/output",
    on: ["step"],
    place: "end",
    as: "object",
    from: {
      openinference: ["output.value"],
      traceloop: ["traceloop.entity.output"],
      langfuse: ["langfuse.observation.output"],
    },
  },

  // Access to data.
  {
    field: "data_access/datasource",
    on: ["retrieval"],
    place: "end",
    as: "string",
    from: { genai: ["gen_ai.data_source.id"], traceloop: ["db.vector.table_name", "db.system"] },
  },
  {
    field: "data_access/query",
    on: ["retrieval"],
    place: "end",
    as: "string",
    from: {
      genai: ["gen_ai.retrieval.query.text"],
      openinference: ["input.value"],
      langfuse: ["langfuse.observation.input"],
    },
  },

  // Judgements.
  {
    field: "evaluation/name",
    on: ["evaluation"],
    place: "end",
    as: "string",
    from: { genai: ["gen_ai.evaluation.name"], openinference: ["evaluation.name", "annotation.name"] },
  },
  {
    field: "evaluation/score",
    on: ["evaluation"],
    place: "end",
    as: "double",
    from: { genai: ["gen_ai.evaluation.score.value"], openinference: ["evaluation.score", "annotation.score"] },
  },
  {
    field: "evaluation/label",
    on: ["evaluation"],
    place: "end",
    as: "string",
    from: { genai: ["gen_ai.evaluation.score.label"], openinference: ["evaluation.label", "annotation.label"] },
  },
  {
    field: "evaluation/explanation",
    on: ["evaluation"],
    place: "end",
    as: "string",
    from: {
      genai: ["gen_ai.evaluation.explanation"],
      openinference: ["evaluation.explanation", "annotation.explanation"],
    },
  },
  {
    field: "policy/policy_id",
    on: ["guard"],
    place: "end",
    as: "string",
    from: { openinference: ["tool.name"], traceloop: ["gen_ai.guardrail.name"] },
  },
  {
    field: "policy/outcome",
    on: ["guard"],
    place: "end",
    as: "string",
    from: { traceloop: ["gen_ai.guardrail.status"] },
  },
  {
    field: "policy/rationale",
    on: ["guard"],
    place: "end",
    as: "string",
    from: { traceloop: ["gen_ai.guardrail.error.message"] },
  },

  // Failures.
  {
    field: "error/error_message",
    on: ["exception"],
    place: "end",
    as: "string",
    from: { genai: ["exception.message"] },
  },
  { field: "error/error_code", on: ["exception"], place: "end", as: "string", from: { genai: ["exception.type"] } },
  {
    field: "error/stack_trace",
    on: ["exception"],
    place: "end",
    as: "string",
    from: { genai: ["exception.stacktrace"] },
  },
  { field: "error/error_code", place: "end", as: "string", from: { genai: ["error.type"] } },

  // What goes into an agent and comes out of it.
  {
    field: "message/metadata/messages",
    on: ["agent"],
    place: "input",
    as: "json",
    from: { genai: ["gen_ai.input.messages"], vercel: ["ai.prompt.messages"] },
  },
  ...textOrJson("input", {
    openinference: ["input.value"],
    traceloop: ["traceloop.entity.input"],
    vercel: ["ai.prompt"],
    langfuse: ["langfuse.observation.input"],
  }),
  {
    field: "message/metadata/messages",
    on: ["agent"],
    place: "output",
    as: "json",
    from: { genai: ["gen_ai.output.messages"] },
  },
  {
    field: "message/metadata/messages",
    on: ["output"],
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.output.messages"] },
  },
  {
    field: "message/metadata/input_messages",
    on: ["output"],
    place: "end",
    as: "json",
    from: { genai: ["gen_ai.input.messages"] },
  },
  ...textOrJson("output", {
    openinference: ["output.value"],
    traceloop: ["traceloop.entity.output"],
    vercel: ["ai.response.text", "ai.response.object"],
    langfuse: ["langfuse.observation.output"],
  }),
  {
    field: "agent_handoff/from_agent_id",
    on: ["agent"],
    place: "handoff",
    as: "string",
    from: { openinference: ["graph.node.parent_id"] },
  },
  {
    field: "agent_handoff/to_agent_id",
    on: ["agent"],
    place: "handoff",
    as: "string",
    from: { openinference: ["graph.node.id"] },
  },
];

/** The mapping of attributes that are spread over keys with a number. */
export const listRows: readonly ListRow[] = [
  { field: "llm_invocation/request/messages", on: model, place: "start", prefix: "llm.input_messages", named: true },
  { field: "llm_invocation/request/tools", on: model, place: "start", prefix: "llm.tools", named: true },
  { field: "llm_invocation/request/prompts", on: model, place: "start", prefix: "llm.prompts", named: true },
  { field: "llm_invocation/request/messages", on: model, place: "start", prefix: "gen_ai.prompt", named: false },
  { field: "llm_invocation/request/tools", on: model, place: "start", prefix: "llm.request.functions", named: false },
  { field: "llm_invocation/response/messages", on: model, place: "end", prefix: "llm.output_messages", named: true },
  { field: "llm_invocation/response/choices", on: model, place: "end", prefix: "llm.choices", named: true },
  { field: "llm_invocation/response/messages", on: model, place: "end", prefix: "gen_ai.completion", named: false },
  { field: "step/input/documents", on: ["step"], place: "start", prefix: "reranker.input_documents", named: true },
  { field: "step/output/documents", on: ["step"], place: "end", prefix: "reranker.output_documents", named: true },
];

/** Attributes that decide what kind an operation is, in order of precedence, with the kind for each value. */
export const kindRows: readonly KindRow[] = [
  {
    attribute: "openinference.span.kind",
    kinds: {
      LLM: "model",
      AGENT: "agent",
      TOOL: "tool",
      RETRIEVER: "retrieval",
      CHAIN: ["step", "chain"],
      EMBEDDING: ["step", "embedding"],
      RERANKER: ["step", "rerank"],
      PROMPT: ["step", "prompt"],
      GUARDRAIL: "guard",
      EVALUATOR: ["step", "evaluator"],
    },
    named: true,
  },
  {
    attribute: "gen_ai.operation.name",
    kinds: {
      chat: "model",
      generate_content: "model",
      text_completion: "model",
      invoke_agent: "agent",
      create_agent: "agent",
      execute_tool: "tool",
      retrieval: "retrieval",
      embeddings: ["step", "embedding"],
      rerank: ["step", "rerank"],
      invoke_workflow: ["step", "workflow"],
      plan: ["step", "plan"],
      "guardrail.run": "guard",
      guard: "guard",
    },
  },
  {
    attribute: "traceloop.span.kind",
    kinds: { agent: "agent", tool: "tool", workflow: ["step", "workflow"], task: ["step", "task"] },
  },
  { attribute: "mcp.method.name", kinds: {}, other: "mcp" },
  {
    attribute: "ai.operationId",
    kinds: {
      "ai.toolCall": "tool",
      "ai.generateText": "agent",
      "ai.streamText": "agent",
      "ai.generateObject": "agent",
      "ai.streamObject": "agent",
      "ai.generateText.doGenerate": "model",
      "ai.streamText.doStream": "model",
      "ai.generateObject.doGenerate": "model",
      "ai.streamObject.doStream": "model",
      "ai.embed": ["step", "embedding"],
      "ai.embed.doEmbed": ["step", "embedding"],
      "ai.embedMany": ["step", "embedding"],
      "ai.embedMany.doEmbed": ["step", "embedding"],
      "ai.rerank": ["step", "rerank"],
      "ai.rerank.doRerank": ["step", "rerank"],
    },
  },
  {
    attribute: "langfuse.observation.type",
    kinds: {
      generation: "model",
      agent: "agent",
      tool: "tool",
      retriever: "retrieval",
      chain: ["step", "chain"],
      embedding: ["step", "embedding"],
      evaluator: ["step", "evaluator"],
      guardrail: ["step", "guardrail"],
      span: ["step", "span"],
    },
    named: true,
  },
  { attribute: "gen_ai.tool.name", kinds: {}, other: "tool" },
  { attribute: "gen_ai.request.model", kinds: {}, other: "model" },
  { attribute: "gen_ai.system", kinds: {}, other: "model" },
  { attribute: "gen_ai.provider.name", kinds: {}, other: "model" },
  { attribute: "llm.request.type", kinds: { rerank: ["step", "rerank"] }, other: "model" },
  { attribute: "llm.model_name", kinds: {}, other: "model" },
];

/** An attribute that decides what kind an operation is. A pair has the kind of a step. */
export interface KindRow {
  readonly attribute: string;
  readonly kinds: Readonly<Record<string, OperationKind | readonly ["step", string]>>;
  /** Kind for every other value. Default: a step, whose kind is the value. */
  readonly other?: OperationKind;
  /** Whether the name of a span is that of the agent or the guardrail itself. Default: false. */
  readonly named?: boolean;
}

/** Prefixes of names that only operations of generative AI have. */
export const genAiPrefixes = ["gen_ai.", "openinference.", "traceloop.", "mcp.", "ai.", "langfuse.", "llm."] as const;
