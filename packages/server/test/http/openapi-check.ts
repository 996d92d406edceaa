// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { ChaukasServerService } from "@chaukas/spec-server";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { parse } from "yaml";

interface Content {
  readonly schema?: { readonly title?: string };
}

interface ResponseObject {
  readonly content?: Readonly<Record<string, Content>>;
  readonly headers?: Readonly<Record<string, object>>;
}

/** An operation of the document. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

type Item = Omit<Operation, "method" | "path" | "responses"> & { responses: Record<string, { $ref?: string }> };

const file = join(import.meta.dirname, "../../../../openapi/chaukas/spec/v1/public.yaml");
const document = parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, Item>>;
  components: { responses: Record<string, ResponseObject> };
};

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const ajv = new Ajv2020({ strict: false, allErrors: true })
  .addFormat("date-time", dateTime)
  .addFormat("uri-reference", true)
  .addFormat("int32", true)
  .addFormat("int64", true)
  .addFormat("double", true)
  .addSchema({ $id: "document", ...document });

/** The operations of the OpenAPI document. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { operationId, responses }]) => ({
    operationId,
    method: method.toUpperCase(),
    path,
    responses: Object.fromEntries(Object.entries(responses).map(([status, it]) => [status, resolve(it)])),
  })),
);

/** Expects that the document describes a response of its operation: status, headers, media type and body. */
export async function expectDocumented(operation: Operation, response: Response): Promise<void> {
  const { operationId, responses, method, path } = operation;
  const { status, headers } = response;
  const place = `${operationId} ${status}`;
  const documented = responses[status];
  expect(Object.keys(responses), place).toContain(String(status));
  for (const name of Object.keys(documented?.headers ?? {})) {
    expect([place, name, headers.has(name)]).toEqual([place, name, true]);
  }
  const type = headers.get("content-type");
  const types = Object.keys(documented?.content ?? {});
  const body = new Uint8Array(await response.arrayBuffer());
  if (types.length === 0) {
    expect([place, type, body.length]).toEqual([place, null, 0]);
    return;
  }
  expect(types, place).toContain(type);
  if (type === "application/x-protobuf") {
    expect(decode(operation, body), place).toBeDefined();
    return;
  }
  if (documented?.content?.[type ?? ""]?.schema === undefined) {
    return;
  }
  const pointer = ["paths", path, method.toLowerCase(), "responses", String(status)].map(escapeSegment).join("/");
  const at = document.paths[path]?.[method.toLowerCase()]?.responses[status]?.$ref?.slice(2) ?? pointer;
  const judge = compile(`document#/${at}/content/${escapeSegment(type ?? "")}/schema`);
  const text = new TextDecoder().decode(body);
  judge(/[/+]json$/.test(type ?? "") ? JSON.parse(text) : text);
  expect([place, judge.errors]).toEqual([place, null]);
}

/** Decodes a binary response as the message that the document names. */
function decode({ operationId }: Operation, body: Uint8Array): unknown {
  const method = ChaukasServerService.methods.find(({ localName }) => localName === operationId);
  return method && fromBinary(method.output, body);
}

function compile($ref: string): ValidateFunction {
  return ajv.getSchema($ref) ?? ajv.compile({ $ref });
}

function resolve(response: { $ref?: string }): ResponseObject {
  const name = response.$ref?.split("/").at(-1);
  return (name === undefined ? response : document.components.responses[name]) as ResponseObject;
}

function escapeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}
