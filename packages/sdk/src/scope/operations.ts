// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type {
  AgentHandoff,
  Author as Authors,
  DataAccess,
  LLMInvocation,
  MCPCall,
  RedactionInfo,
  Step,
  ToolCall,
  EventType as Types,
} from "@chaukas/spec-common";
import { describeAnswer } from "../model/describe-answer.js";
import type { EventInit, MessageInit, PrincipalInit } from "../values/event-init.js";
import { withoutUndefined } from "../values/without-undefined.js";
import * as Author from "./enums/author.js";
import * as EventType from "./enums/event-type.js";
import type { ScopeContext } from "./scope-context.js";

/** What a session is opened with. */
export interface SessionInit {
  /** Default: a new identifier. */
  readonly id?: string;
  /** On whose authority the agents of the session work. */
  readonly principal?: PrincipalInit;
  readonly delegation?: readonly PrincipalInit[];
  readonly tags?: readonly string[];
  readonly branch?: string;
  /** Header of the request that caused the session. Default: the active span of OpenTelemetry. */
  readonly traceparent?: string;
  readonly metadata?: unknown;
}

/** What an agent is opened with. */
export interface AgentInit {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
  /** Identifier of this run of the agent. Default: that of the span. */
  readonly invocationId?: string;
  readonly principal?: PrincipalInit;
  readonly delegation?: readonly PrincipalInit[];
  readonly metadata?: unknown;
}

/** What a call to a model is opened with. `request` takes any value. `redaction` says what was taken out of it. */
export type ModelInit = MessageInit<LLMInvocation> & {
  readonly metadata?: unknown;
  readonly redaction?: MessageInit<RedactionInfo>;
};
/** What a call of a tool is opened with. `arguments` takes any value. */
export type ToolInit = MessageInit<ToolCall> & { readonly metadata?: unknown };
/** What a request to an MCP server is opened with. `request` takes any value. */
export type McpInit = MessageInit<MCPCall> & { readonly metadata?: unknown };
/** What a step is opened with. `input` takes any value. */
export type StepInit = MessageInit<Step> & { readonly metadata?: unknown };
/** What an access to a data source is opened with. */
export type DataAccessInit = MessageInit<DataAccess> & { readonly metadata?: unknown };
/** A handoff from one agent to another. */
export type HandoffInit = MessageInit<AgentHandoff>;

/** What each kind of operation is opened with. */
export interface OperationInits {
  readonly session: SessionInit;
  readonly agent: AgentInit;
  readonly model: ModelInit;
  readonly tool: ToolInit;
  readonly mcp: McpInit;
  readonly step: StepInit;
  readonly dataAccess: DataAccessInit;
}

/** A kind of operation that has a start and an end. */
export type OperationKind = keyof OperationInits;

/** How an operation becomes events. */
export interface OperationShape<Init> {
  readonly start: Types;
  readonly end: Types;
  readonly startAuthor: Authors;
  readonly endAuthor: Authors;
  /** What changes for the events of the operation and for those in it. */
  context(init: Init, spanId: string): ScopeContext;
  startEvent(init: Init): EventInit;
  endEvent(init: Init, result: unknown, durationMs: number): EventInit;
}

type WithMetadata = { readonly metadata?: unknown };
const without = <Init extends WithMetadata>({ metadata: _, ...content }: Init) => content;

/** What most operations have in common. */
const base = {
  startAuthor: Author.AGENT,
  endAuthor: Author.AGENT,
  context: (): ScopeContext => ({}),
  startEvent: (): EventInit => ({}),
  endEvent: (_: unknown, __: unknown, durationMs: number): EventInit => ({ performance: { durationMs } }),
};

/** Returns how an operation starts whose content is what it is opened with. */
const startWith =
  (kind: "llmInvocation" | "toolCall" | "mcpCall" | "step" | "dataAccess") =>
  (init: WithMetadata): EventInit => ({ content: { case: kind, value: without(init) } });

/** How each kind of operation becomes events. */
export const operationShapes: { readonly [Kind in OperationKind]: OperationShape<OperationInits[Kind]> } = {
  session: {
    ...base,
    start: EventType.SESSION_START,
    end: EventType.SESSION_END,
    startAuthor: Author.SYSTEM,
    endAuthor: Author.SYSTEM,
    context: ({ id, principal, delegation, tags, branch }, spanId) =>
      withoutUndefined({ sessionId: id ?? spanId, principal, delegation, tags, branch }),
  },
  agent: {
    ...base,
    start: EventType.AGENT_START,
    end: EventType.AGENT_END,
    context: ({ id, name, version, invocationId, principal, delegation }, spanId) => ({
      // An agent below another one inherits neither its name nor its version.
      agentId: id ?? "",
      agentName: name ?? "",
      agentVersion: version ?? "",
      invocationId: invocationId ?? spanId,
      ...withoutUndefined({ principal, delegation }),
    }),
  },
  model: {
    ...base,
    start: EventType.MODEL_INVOCATION_START,
    end: EventType.MODEL_INVOCATION_END,
    endAuthor: Author.LLM,
    startEvent: ({ redaction, ...init }) => ({ ...startWith("llmInvocation")(init), redaction }),
    endEvent(init, result, durationMs) {
      const { request: _, metadata: __, redaction: ___, ...asked } = init;
      const { invocation = {}, responseId } = result === undefined ? {} : describeAnswer(result);
      return {
        content: { case: "llmInvocation", value: { ...asked, ...invocation, durationMs } },
        responseId,
      };
    },
  },
  tool: {
    ...base,
    start: EventType.TOOL_CALL_START,
    end: EventType.TOOL_CALL_END,
    endAuthor: Author.TOOL,
    startEvent: startWith("toolCall"),
    endEvent: ({ id }, output, executionTimeMs) => ({
      content: { case: "toolResponse", value: { toolCallId: id, output, executionTimeMs } },
    }),
  },
  mcp: {
    ...base,
    start: EventType.MCP_CALL_START,
    end: EventType.MCP_CALL_END,
    endAuthor: Author.TOOL,
    startEvent: startWith("mcpCall"),
    endEvent: ({ request: _, metadata: __, ...asked }, response, executionTimeMs) => ({
      content: { case: "mcpCall", value: { ...asked, response, executionTimeMs } },
    }),
  },
  step: {
    ...base,
    start: EventType.STEP_START,
    end: EventType.STEP_END,
    startEvent: startWith("step"),
    endEvent: ({ input: _, metadata: __, ...asked }, output, durationMs) => ({
      content: { case: "step", value: { ...asked, output, durationMs } },
    }),
  },
  dataAccess: {
    ...base,
    start: EventType.DATA_ACCESS,
    end: EventType.DATA_ACCESS,
    startEvent: startWith("dataAccess"),
    endEvent: (init, _, durationMs) => ({ ...startWith("dataAccess")(init), performance: { durationMs } }),
  },
};
