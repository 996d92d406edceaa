// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type QueryFilter, QueryFilterSchema, type QueryRequest, SortOrder } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../auth/caller.js";
import { checkProject, checkTenant } from "../auth/caller.js";
import { quoteText } from "../errors/quote-text.js";
import type { EventFilter, StoreQuery } from "../store/contract/event-store.js";
import { type SearchTerms, toSearchTerms } from "../store/words/search-terms.js";
import { toTimeBounds } from "./time-bounds.js";

const defaultPageSize = 100;
const maxPageSize = 1000;

/**
 * Converts a request to the query for its first page, restricted to what the caller may see. Throws `permission_denied`
 * or `invalid_argument`.
 */
export function toStoreQuery(request: QueryRequest, caller: Caller): StoreQuery {
  const { filter = create(QueryFilterSchema), pageSize, orderByTime } = request;
  if (pageSize < 0 || pageSize > maxPageSize) {
    throw new ConnectError(`page_size: expected 0 to ${maxPageSize}, got ${pageSize}`, Code.InvalidArgument);
  }
  return {
    filter: {
      tenantId: checkTenant(caller, filter.tenantId, "filter.tenant_id"),
      projectIds: checkProject(caller, filter.projectId, "filter.project_id"),
      ...toIds(filter),
      ...toExactLists(filter),
      types: filter.types,
      statuses: filter.statuses,
      severities: filter.severities,
      tags: filter.tags,
      ...toTerms(filter.textQuery),
      ...toTimeBounds(filter.time),
    },
    order: toOrder(orderByTime),
    limit: pageSize === 0 ? defaultPageSize : pageSize,
  };
}

function toIds({ sessionId, agentId, spanId, traceId }: QueryFilter): Partial<EventFilter> {
  return {
    ...(sessionId !== "" && { sessionId }),
    ...(agentId !== "" && { agentId }),
    ...(spanId !== "" && { spanId }),
    ...(traceId !== "" && { traceId }),
  };
}

function toExactLists(filter: QueryFilter) {
  const { eventIds, agentNames, invocationIds, principalIds, policyOutcomes, toolNames, models } = filter;
  return { eventIds, agentNames, invocationIds, principalIds, policyOutcomes, toolNames, models };
}

function toTerms(text: string): SearchTerms {
  const terms = toSearchTerms(text);
  // Without words, every event would match, which is not what a search for punctuation intends.
  if (terms.words.length === 0 && text !== "") {
    throw new ConnectError(
      `filter.text_query: expected a letter or a digit, got ${quoteText(text)}`,
      Code.InvalidArgument,
    );
  }
  return terms;
}

function toOrder(order: SortOrder): StoreQuery["order"] {
  switch (order) {
    case SortOrder.ASC:
      return "ascending";
    case SortOrder.UNSPECIFIED:
    case SortOrder.DESC:
      return "descending";
    default:
      throw new ConnectError(`order_by_time: expected 0 to 2, got ${order}`, Code.InvalidArgument);
  }
}
