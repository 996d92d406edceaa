// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventsToSpans } from "@chaukas/spec-otel";
import {
  decodeExportLogsServiceResponse,
  decodeExportTraceServiceResponse,
  encodeExportLogsServiceRequest,
  encodeExportTraceServiceRequest,
} from "@chaukas/spec-otel/otlp";
import type { EventGroup } from "../spans/read-groups.js";
import type { ForwardHooks, Signal } from "./forward-hooks.js";
import { createPost, type OtlpEndpoint, type PostOptions } from "./post-otlp.js";

/** Sends groups of events. Rejects only if sending is stopped. */
export type SendGroups = (groups: readonly EventGroup[]) => Promise<void>;

/**
 * Creates the function that sends events as spans and log records until the endpoint has taken or refused each. A request
 * that is refused for good is halved until the group at fault is alone, which is reported and left out.
 */
export function createSendGroups(endpoint: OtlpEndpoint, hooks: ForwardHooks, options: PostOptions): SendGroups {
  const post = createPost(endpoint, hooks, options);
  const sendAs = async (signal: Signal, groups: readonly EventGroup[]): Promise<void> => {
    const { body, items } = encodeAs(signal, groups);
    if (items === 0) {
      return;
    }
    const { refusal, body: answer } = await post(`/v1/${signal}`, body);
    if (refusal === undefined) {
      report(signal, items, readAnswer(signal, answer));
    } else {
      await refuse(signal, groups, refusal, (half) => sendAs(signal, half));
    }
  };
  const sendAll: SendGroups = async (groups) => {
    try {
      eventsToSpans(groups.flat());
    } catch (error) {
      // Anyone can send an event whose record of a span is broken.
      await refuse("traces", groups, error instanceof Error ? error.message : String(error), sendAll);
      return;
    }
    await sendAs("traces", groups);
    await sendAs("logs", groups);
  };
  const refuse = async (signal: Signal, groups: readonly EventGroup[], reason: string, sendHalf: SendGroups) => {
    if (groups.length === 1) {
      hooks.onRefused({ signal, items: 1, reason, eventIds: groups.flat().map(({ eventId }) => eventId) });
      return;
    }
    const middle = Math.ceil(groups.length / 2);
    await sendHalf(groups.slice(0, middle));
    await sendHalf(groups.slice(middle));
  };
  const report = (signal: Signal, items: number, { rejected, message }: Answer) => {
    const refused = Math.min(items, rejected);
    if (refused > 0) {
      hooks.onRefused({ signal, items: refused, reason: message, eventIds: [] });
    } else if (message !== "") {
      hooks.onWarning({ signal, message });
    }
    hooks.onSent({ signal, items: items - refused });
  };
  return sendAll;
}

function encodeAs(signal: Signal, groups: readonly EventGroup[]): { body: Uint8Array; items: number } {
  const { traces, logs } = eventsToSpans(groups.flat());
  if (signal === "traces") {
    const scopes = traces.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans);
    return { body: encodeExportTraceServiceRequest(traces), items: scopes.flatMap(({ spans }) => spans).length };
  }
  const scopes = logs.resourceLogs.flatMap(({ scopeLogs }) => scopeLogs);
  return { body: encodeExportLogsServiceRequest(logs), items: scopes.flatMap(({ logRecords }) => logRecords).length };
}

interface Answer {
  readonly rejected: number;
  readonly message: string;
}

/** Reads `partial_success`. An answer that cannot be read has the status 200 all the same, and counts as a success. */
function readAnswer(signal: Signal, body: Uint8Array): Answer {
  try {
    if (signal === "traces") {
      const { partialSuccess } = decodeExportTraceServiceResponse(body);
      return { rejected: Number(partialSuccess?.rejectedSpans ?? 0), message: partialSuccess?.errorMessage ?? "" };
    }
    const { partialSuccess } = decodeExportLogsServiceResponse(body);
    return { rejected: Number(partialSuccess?.rejectedLogRecords ?? 0), message: partialSuccess?.errorMessage ?? "" };
  } catch {
    return { rejected: 0, message: "" };
  }
}
