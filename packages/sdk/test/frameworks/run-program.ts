// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType } from "@chaukas/spec-common";
import { startModelServer } from "@chaukas/testdata/model-server";
import { capture } from "@chaukas/tooling/run";
import { serveEvents } from "../serve-events.ts";

/** What a program did. */
export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Events that the server stored, oldest first. */
  readonly events: readonly Event[];
  /** Requests to the model server. */
  readonly modelRequests: readonly { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[];
}

const timeoutMs = 60_000;

/** Runs a program with a model server and a Chaukas server of its own, both on loopback. */
export async function runProgram(program: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<ProgramRun> {
  const server = await serveEvents();
  const model = await startModelServer({ answers: { "What is the capital of France?": "Paris." } });
  try {
    const { code, stdout, stderr } = await capture(process.execPath, ["--no-warnings", program], {
      cwd,
      timeoutMs,
      env: {
        PATH: process.env["PATH"],
        OPENAI_BASE_URL: model.openaiUrl,
        OPENAI_API_KEY: "none",
        CHAUKAS_BASE_URL: server.url,
        CHAUKAS_TENANT_ID: "acme",
        ...env,
      },
    });
    return { code, stdout, stderr, events: await server.events(), modelRequests: model.requests };
  } finally {
    await model.close();
    await server.close();
  }
}

/**
 * Prints events as lines, each below the operation that it belongs to: type, status if it is not the expected one, and
 * what `label` says of it.
 */
export function outline(events: readonly Event[]): string[] {
  const depths = new Map<string, number>();
  return events.map((event) => {
    const depth = depths.get(event.spanId) ?? (depths.get(event.parentSpanId) ?? -1) + 1;
    depths.set(event.spanId, depth);
    const type = EventType[event.type] ?? String(event.type);
    const isUsual = event.status === (type.endsWith("_START") ? EventStatus.STARTED : EventStatus.COMPLETED);
    const parts = [type, ...(isUsual ? [] : [EventStatus[event.status]]), labelOf(event)];
    return `${"  ".repeat(depth)}${parts.filter((part) => part !== "").join(" ")}`;
  });
}

function labelOf({ content, agentName, type }: Event): string {
  switch (content.case) {
    case "llmInvocation":
      return content.value.model;
    case "toolCall":
    case "step":
      return content.value.name;
    case "mcpCall":
      return content.value.operation;
    case "policy":
      return `${content.value.policyId} ${content.value.outcome}`;
    case "agentHandoff":
      return `${content.value.fromAgentName} -> ${content.value.toAgentName}`;
    case "dataAccess":
      return content.value.datasource;
    case "error":
      return content.value.errorMessage.split("\n", 1)[0] ?? "";
    default:
      return type === EventType.AGENT_START ? agentName : "";
  }
}
