// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { ChaukasHandlerOptions, IngestEvents, IngestRejection } from "../contract/chaukas-options.js";
import type { Methods } from "../rpc/create-methods.js";

/** Returns options in which the services, codecs and routes of their protocols are among the others. */
export function addProtocols(options: ChaukasHandlerOptions, ingest: IngestEvents): ChaukasHandlerOptions {
  const { protocols = [], ...others } = options;
  if (protocols.length === 0) {
    return others;
  }
  const added = protocols.map((protocol) => protocol(ingest));
  return {
    ...others,
    services(router) {
      options.services?.(router);
      for (const { services } of added) {
        services(router);
      }
    },
    codecs: new Map([...(options.codecs ?? []), ...added.flatMap(({ codecs }) => [...codecs])]),
    routes: [...(options.routes ?? []), ...added.flatMap(({ routes }) => routes)],
  };
}

/** Creates the function with which protocols ingest events: as batches of other protocols, one after the other. */
export function createIngest(
  { ingestEventBatch }: Pick<Methods, "ingestEventBatch">,
  maxBatchSize: number,
): IngestEvents {
  return async (events, context) => {
    const rejections: IngestRejection[] = [];
    for (let start = 0; start < events.length; start += maxBatchSize) {
      const batch = events.slice(start, start + maxBatchSize);
      for (const { index, message } of await ingestBatch(ingestEventBatch, batch, context)) {
        rejections.push({ index: start + index, message });
      }
    }
    return rejections;
  };
}

async function ingestBatch(
  ingestEventBatch: Methods["ingestEventBatch"],
  events: Event[],
  context: BackendContext,
): Promise<IngestRejection[]> {
  const { rejections = [] } = await ingestEventBatch({ eventBatch: create(EventBatchSchema, { events }) }, context);
  return rejections.map(({ index = 0, message = "" }) => ({ index, message }));
}
