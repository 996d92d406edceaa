// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type EventsToSpansResult, eventsToSpans } from "@chaukas/spec-otel";
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
  const sendAs = async (signals: readonly Signal[], groups: readonly EventGroup[]): Promise<void> => {
    let converted: EventsToSpansResult;
    try {
      converted = eventsToSpans(groups.flat());
    } catch (error) {
      // Anyone can send an event whose record of a span is broken.
      await refuse(signals, groups, error instanceof Error ? error.message : String(error));
      return;
    }
    for (const signal of signals) {
      const { body, items } = encodeAs(signal, converted);
      if (items > 0) {
        const { refusal, body: answer } = await post(`/v1/${signal}`, body);
        if (refusal === undefined) {
          report(signal, items, readAnswer(signal, answer));
        } else {
          await refuse([signal], groups, refusal);
        }
      }
    }
  };
  const refuse = async (signals: readonly Signal[], groups: readonly EventGroup[], reason: string) => {
    if (groups.length === 1) {
      const [signal = "traces"] = signals;
      hooks.onRefused({ signal, items: 1, reason, eventIds: groups.flat().map(({ eventId }) => eventId) });
      return;
    }
    const middle = Math.ceil(groups.length / 2);
    await sendAs(signals, groups.slice(0, middle));
    await sendAs(signals, groups.slice(middle));
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
  return (groups) => sendAs(["traces", "logs"], groups);
}

function encodeAs(signal: Signal, { traces, logs }: EventsToSpansResult): { body: Uint8Array; items: number } {
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
