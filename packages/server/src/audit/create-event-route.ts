// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { createRestRoute, type RestRoute } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import { callerOf, checkTenant } from "../auth/caller.js";
import { quoteText } from "../errors/quote-text.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventStore } from "../store/contract/event-store.js";
import { checkAuditRequest } from "./check-audit-request.js";
import { readQuery } from "./read-query.js";

/** The call that names an event as the route does, and of which the route is the form without a proof. */
const rpc = ChaukasAuditService.method.getInclusionProof;

/** Creates the route that returns one event by its id, from stores with and without a log. */
export function createEventRoute(store: EventStore, callStore: StoreCalls): RestRoute {
  return createRestRoute({
    method: "GET",
    path: "/v1/events/{event_id}",
    rpc,
    read(request) {
      const { event_id: eventId = "" } = request.path;
      return { eventId, tenantId: readQuery(request, ["tenant_id"]).text("tenant_id") };
    },
    async call(request, { values }) {
      checkAuditRequest(rpc.input, request);
      const caller = callerOf(values);
      const tenantId = checkTenant(caller, request.tenantId, "tenant_id");
      if (store.findEvent === undefined) {
        throw new ConnectError("event_id: the store does not find events by their ids", Code.Unimplemented);
      }
      const find = store.findEvent.bind(store);
      const found = await callStore(() => find(tenantId, request.eventId));
      const { projectIds } = caller;
      // An event of another project is answered as one that does not exist, so that ids cannot be probed.
      if (found === undefined || (projectIds.length > 0 && !projectIds.includes(found.event.projectId))) {
        throw new ConnectError(
          `event_id: expected the id of a stored event, got ${quoteText(request.eventId)}`,
          Code.NotFound,
        );
      }
      return { entry: { event: found.event } };
    },
    write: { "application/json": ({ entry }) => eventToJsonString(entry?.event ?? create(EventSchema)) },
  });
}
