// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { type Captured, capture } from "@chaukas/tooling/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { findOpenApiMistakes } from "./find-openapi-mistakes.ts";

const publicDocument = readFileSync(join(root, "openapi/chaukas/spec/v1/public.yaml"), "utf8");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-openapi-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as a user would. */
async function check(...args: string[]): Promise<Captured> {
  return await capture("node", ["packages/api-changes/src/commands/check-openapi.ts", ...args], { cwd: root });
}

/** A value of the document to replace, or to remove if there is no new value, and the mistake that this causes. */
interface Seed {
  readonly title: string;
  readonly place: readonly (string | number)[];
  readonly value?: unknown;
  readonly message: string;
}

/** Finds the mistakes in the document with all seeds in it, because each run takes about a second. */
async function findWith(seeds: readonly Seed[]): Promise<string[]> {
  const document = parseDocument(publicDocument);
  for (const { place, value } of seeds) {
    if (value === undefined) {
      document.deleteIn(place);
    } else {
      document.setIn(place, value);
    }
  }
  const file = join(folder, "changed.yaml");
  writeFileSync(file, String(document));
  return await findOpenApiMistakes(file);
}

const event = ["components", "schemas", "Event"];

it("passes the document of the working tree", async () => {
  const { code, output } = await check();
  expect(output).toBe(
    "check-openapi: openapi/chaukas/spec/v1/public.yaml is valid OpenAPI 3.1 and passes the linter\n",
  );
  expect(code).toBe(0);
});

const bySchema: Seed[] = [
  {
    title: "a document without a version",
    place: ["info", "version"],
    message: "#/info: expected a value that satisfies https://spec.openapis.org/oas/3.1/schema#/$defs/info/required",
  },
  {
    title: "a status code of two digits",
    place: ["paths", "/healthz", "get", "responses", "20"],
    value: { description: "Good." },
    message:
      "#/paths/~1healthz/get/responses/20: expected a value that satisfies https://spec.openapis.org/oas/3.1/schema#/",
  },
  {
    title: "a schema with a type that does not exist",
    place: [...event, "properties", "event_id", "type"],
    value: "strnig",
    message:
      "#/components/schemas/Event/properties/event_id/type: expected a value that satisfies https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes/enum",
  },
  {
    title: "a limit below zero",
    place: [...event, "properties", "event_id", "maxLength"],
    value: -1,
    message:
      "#/components/schemas/Event/properties/event_id/maxLength: expected a value that satisfies https://json-schema.org/draft/",
  },
];

describe("by the schema of OpenAPI", () => {
  let mistakes: string[];
  beforeAll(async () => {
    mistakes = await findWith(bySchema);
  });

  it.each(bySchema)("refuses $title", ({ message }) => {
    expect(mistakes).toContainEqual(expect.stringContaining(message));
  });
});

const byLinter: Seed[] = [
  {
    title: "a reference to nothing",
    place: [...event, "properties", "type", "$ref"],
    value: "#/components/schemas/Nothing",
    message: "#/components/schemas/Event/properties/type: Can't resolve $ref (no-unresolved-refs)",
  },
  {
    title: "an example that does not match its schema",
    place: [...event, "examples", 0, "event_id"],
    value: 7,
    message:
      "#/components/schemas/Event/examples/0/event_id: Example value must conform to the schema: `event_id` property type must be string. (no-invalid-schema-examples)",
  },
  {
    title: "an example of a request that does not match its schema",
    place: ["paths", "/v1/query", "post", "requestBody", "content", "application/json", "example", "page_size"],
    value: 1001,
    message:
      "#/paths/~1v1~1query/post/requestBody/content/application~1json/example/page_size: Example value must conform to the schema: `page_size` property must be <= 1000. (no-invalid-media-type-examples)",
  },
  {
    title: "one of several examples of an answer that does not match its schema",
    place: [
      ...["paths", "/v1/query", "post", "responses", "200", "content", "application/json"],
      ...["examples", "empty", "value", "events"],
    ],
    value: 0,
    message:
      "#/paths/~1v1~1query/post/responses/200/content/application~1json/examples/empty/value/events: Example value must conform to the schema: `events` property type must be array. (no-invalid-media-type-examples)",
  },
  {
    title: "two operations with the same name",
    place: ["paths", "/v1/stats", "get", "operationId"],
    value: "queryEvents",
    message: "Every operation must have a unique `operationId`. (operation-operationId-unique)",
  },
  {
    title: "a 429 response without Retry-After",
    place: ["components", "responses", "TooManyRequests", "headers"],
    message: 'Response object must contain a "Retry-After" header. (response-contains-header)',
  },
  {
    title: "an operation without a description",
    place: ["paths", "/v1/stats", "get", "description"],
    message:
      "#/paths/~1v1~1stats/get/description: Operation object should contain `description` field. (operation-description)",
  },
];

describe("by the linter", () => {
  let mistakes: string[];
  beforeAll(async () => {
    mistakes = await findWith(byLinter);
  });

  it.each(byLinter)("refuses $title", ({ message }) => {
    expect(mistakes).toContainEqual(expect.stringContaining(message));
  });
});

it("reports the location and what to do", async () => {
  const file = join(folder, "unversioned.yaml");
  writeFileSync(file, publicDocument.replace(/^ {2}version: .*\n/m, ""));
  const { code, stderr } = await check(file);
  expect(stderr).toMatch(
    /unversioned\.yaml has 1 mistake:\n\S*unversioned\.yaml#\/info: expected a value that satisfies /,
  );
  expect(stderr).toContain("what to do: change openapi/base.yaml or the protos, then run `npm run generate`");
  expect(code).toBe(1);
});

it("refuses a file that is not YAML, and reports the line", async () => {
  const file = join(folder, "torn.yaml");
  writeFileSync(file, `${publicDocument}\n  - [`);
  const { code, stderr } = await check(file);
  expect(stderr).toMatch(/torn\.yaml: .* at line \d+, column \d+/);
  expect(code).toBe(1);
});

it("refuses a file that does not exist", async () => {
  const { code, stderr } = await check("nowhere.yaml");
  expect(stderr).toContain("error: nowhere.yaml: cannot be read\n  what to do: name a file, or run `npm run generate`");
  expect(code).toBe(1);
});
