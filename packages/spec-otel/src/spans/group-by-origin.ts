// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type InstrumentationScope,
  InstrumentationScopeSchema,
} from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { type Resource, ResourceSchema } from "../gen/opentelemetry/proto/resource/v1/resource_pb.js";
import { toOtlpJson } from "../otlp/to-otlp-json.js";
import type { Restored } from "../record/read-record.js";

/** Messages of one resource, by scope, as OTLP groups them. */
export interface ResourceGroup<T> {
  readonly resource?: Resource;
  readonly schemaUrl: string;
  readonly scopes: ScopeGroup<T>[];
}

/** Messages of one scope. */
interface ScopeGroup<T> {
  readonly scope?: InstrumentationScope;
  readonly schemaUrl: string;
  readonly messages: T[];
}

/** Groups messages by equal resources and scopes, in the order in which each appears first. */
export function groupByOrigin<T>(restored: readonly Restored<T>[]): ResourceGroup<T>[] {
  const resources = new Map<string, ResourceGroup<T> & { readonly byScope: Map<string, ScopeGroup<T>> }>();
  for (const { message, origin } of restored) {
    const { resource, resourceSchemaUrl, scope, scopeSchemaUrl } = origin;
    const key = JSON.stringify([resource && toOtlpJson(ResourceSchema, resource), resourceSchemaUrl]);
    let group = resources.get(key);
    if (group === undefined) {
      group = { ...(resource && { resource }), schemaUrl: resourceSchemaUrl, scopes: [], byScope: new Map() };
      resources.set(key, group);
    }
    const scopeKey = JSON.stringify([scope && toOtlpJson(InstrumentationScopeSchema, scope), scopeSchemaUrl]);
    let scopeGroup = group.byScope.get(scopeKey);
    if (scopeGroup === undefined) {
      scopeGroup = { ...(scope && { scope }), schemaUrl: scopeSchemaUrl, messages: [] };
      group.byScope.set(scopeKey, scopeGroup);
      group.scopes.push(scopeGroup);
    }
    scopeGroup.messages.push(message);
  }
  return [...resources.values()].map(({ byScope: _, ...group }) => group);
}
