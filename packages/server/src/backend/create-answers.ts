// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { CapabilitiesSchema } from "@chaukas/spec-common";
import type { ChaukasBackend } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { callerOf } from "../auth/caller.js";
import type { CountEvents } from "../query/count-events.js";
import type { FindEvents } from "../query/find-events.js";
import type { ListSessions } from "../query/list-sessions.js";
import type { Watches } from "../watch/create-watch-events.js";
import type { IngestEvents, IngestOutcome } from "./ingest-events.js";

/** Functions that do the work of the calls. */
interface AnswerParts {
  healthz(): Promise<void>;
  readonly capabilities: MessageInitShape<typeof CapabilitiesSchema>;
  readonly ingest: IngestEvents;
  readonly findEvents: FindEvents;
  readonly countEvents: CountEvents;
  readonly listSessions: ListSessions;
  readonly watch: Watches["watch"];
}

/** Creates the backend that answers all calls. Each call acts for the authenticated caller. */
export function createAnswers(parts: AnswerParts): ChaukasBackend {
  const { healthz, capabilities, ingest, findEvents, countEvents, listSessions, watch } = parts;
  return {
    healthz,
    getCapabilities: () => capabilities,
    async ingestEvent(event, { values, signal }) {
      const { outcomes, receivedMs } = await ingest([event], callerOf(values), signal);
      const [outcome = { status: "conflict" as const }] = outcomes;
      if (isRejected(outcome)) {
        throw rejectionOf(outcome);
      }
      return { eventId: event.eventId, status: outcome.status, processedAt: BigInt(receivedMs) };
    },
    async ingestEventBatch({ batchId, events }, { values, signal }) {
      const { outcomes } = await ingest(events, callerOf(values), signal);
      const rejections = events.flatMap(({ eventId }, index) => {
        const outcome = outcomes[index] ?? { status: "conflict" as const };
        return isRejected(outcome) ? [describeRejection(eventId, index, rejectionOf(outcome))] : [];
      });
      return {
        batchId,
        acceptedCount: events.length - rejections.length,
        rejectedCount: rejections.length,
        rejectedEventIds: rejections.map(({ eventId }) => eventId),
        rejections,
      };
    },
    queryEvents: (request, { values }) => findEvents(request, callerOf(values)),
    getEventStats: (request, { values }) => countEvents(request, callerOf(values)),
    listSessions: (request, { values }) => listSessions(request, callerOf(values)),
    watchEvents: watch,
  };
}

type Rejection = ConnectError | { readonly status: "conflict"; readonly isRedacted?: true };

function isRejected(outcome: IngestOutcome): outcome is Rejection {
  return outcome instanceof ConnectError || outcome.status === "conflict";
}

function rejectionOf(outcome: Rejection): ConnectError {
  if (outcome instanceof ConnectError) {
    return outcome;
  }
  const problem = outcome.isRedacted
    ? "the event stored under it has been redacted, so the content cannot be compared"
    : "different content is already stored under it";
  return new ConnectError(`event.event_id: ${problem}`, Code.AlreadyExists);
}

/** Describes a rejection, whose message begins with the path of the field to blame. */
function describeRejection(eventId: string, index: number, error: ConnectError) {
  const [, field = "", message = error.rawMessage] = /^event\.(\w+): (.*)$/.exec(error.rawMessage) ?? [];
  return { eventId, index, code: codeToString(error.code), field: field && `/${field}`, message };
}
