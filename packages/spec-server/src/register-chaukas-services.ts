// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { Event, EventBatch, QueryRequest } from "@chaukas/spec-common";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import type { BackendContext, ChaukasBackend } from "./chaukas-backend.js";
import { ChaukasServerService, type GetEventStatsRequest } from "./gen/chaukas/spec/server/v1/server_pb.js";

/**
 * Registers ChaukasServerService and ChaukasClientService on a Connect router, both answered by one
 * backend, over every protocol that the router offers: gRPC, gRPC-Web and Connect.
 *
 * A call whose method the backend lacks answers `unimplemented`, a request without the message that it is
 * there to carry `invalid_argument`. An error that is not a `ConnectError` answers `internal` without its
 * text; give the router an interceptor to log such errors.
 */
export function registerChaukasServices(router: ConnectRouter, backend: ChaukasBackend): ConnectRouter {
  const { getEventStats, ...shared } = createMethods(backend);
  return router.service(ChaukasServerService, { ...shared, getEventStats }).service(ChaukasClientService, shared);
}

/** Methods that read the requests and write the responses of both services, whose fields are the same. */
function createMethods(backend: ChaukasBackend) {
  return {
    async healthz(_request: unknown, context: BackendContext) {
      await implemented(backend, "healthz")(context);
      return {};
    },
    async getCapabilities(_request: unknown, context: BackendContext) {
      return { capabilities: await implemented(backend, "getCapabilities")(context) };
    },
    async ingestEvent(request: { event?: Event | undefined }, context: BackendContext) {
      const ingestEvent = implemented(backend, "ingestEvent");
      return fieldsOf(await ingestEvent(required("event", request.event), context));
    },
    async ingestEventBatch(request: { eventBatch?: EventBatch | undefined }, context: BackendContext) {
      const ingestEventBatch = implemented(backend, "ingestEventBatch");
      return fieldsOf(await ingestEventBatch(required("event_batch", request.eventBatch), context));
    },
    async queryEvents(request: { query?: QueryRequest | undefined }, context: BackendContext) {
      const queryEvents = implemented(backend, "queryEvents");
      const page = await queryEvents(required("query", request.query), context);
      return { response: { ...fieldsOf(page), hasMore: (page.nextPageToken ?? "") !== "" } };
    },
    async getEventStats(request: GetEventStatsRequest, context: BackendContext) {
      return implemented(backend, "getEventStats")(request, context);
    },
  };
}

function implemented<Name extends keyof ChaukasBackend>(
  backend: ChaukasBackend,
  name: Name,
): Required<ChaukasBackend>[Name] {
  const method = backend[name];
  if (method === undefined) {
    throw new ConnectError(`${name}: not implemented by this server`, Code.Unimplemented);
  }
  return method.bind(backend) as Required<ChaukasBackend>[Name];
}

function required<T>(field: string, message: T | undefined): T {
  if (message === undefined) {
    throw new ConnectError(`${field}: expected a message, got none`, Code.InvalidArgument);
  }
  return message;
}

/** The type name ties a message to one of the two services, so it does not travel from one to the other. */
function fieldsOf<T extends object>(message: T): Omit<T, "$typeName" | "$unknown"> {
  const { $typeName, $unknown, ...fields } = message as T & { $typeName?: unknown; $unknown?: unknown };
  return fields;
}
