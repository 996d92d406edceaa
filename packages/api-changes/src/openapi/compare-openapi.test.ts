// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compareOpenApi, wrapSchemas } from "./compare-openapi.ts";

/** A value in a document that a test changes. */
// biome-ignore lint/suspicious/noExplicitAny: the seeds below change nested values of an untyped document
type Node = any;

const text = readFileSync(join(root, "openapi/chaukas/spec/v1/public.yaml"), "utf8");
const original: Node = parse(text);
const lenient = readFileSync(join(root, "packages/spec-json-schema/schemas/lenient/bundle.schema.json"), "utf8");

async function compareWith(...seeds: ((document: Node) => void)[]): Promise<string[]> {
  const revision = structuredClone(original);
  for (const seed of seeds) {
    seed(revision);
  }
  return await compare(JSON.stringify(original), JSON.stringify(revision));
}

async function compareSchemasWith(seed: (definitions: Node) => void): Promise<string[]> {
  const bundle = JSON.parse(lenient);
  seed(bundle.$defs);
  return await compare(wrapSchemas(lenient), wrapSchemas(JSON.stringify(bundle)));
}

async function compare(base: string, revision: string): Promise<string[]> {
  const changes = await compareOpenApi(base, revision);
  return changes.map(({ isBreaking, pointer, what }) => `${isBreaking ? "breaking" : "compatible"} ${pointer} ${what}`);
}

type Seed = [title: string, seed: (document: Node) => void, change: string];

/** Number of kinds of content that the documents list. */
const kinds: number = original.components.schemas.EventContent.oneOf.length;

const schemas = (document: Node) => document.components.schemas;
const property = (document: Node, name: string, member: string) => schemas(document)[name].properties[member];
const stats = (document: Node) => document.paths["/v1/stats"].get;
const ingest = (document: Node) => document.paths["/v1/events"].post;

/** Changes that would take away what other seeds change. */
const removed: Seed[] = [
  ["a removed path", (d) => delete d.paths["/v1/stats"], "#/paths/~1v1~1stats Path `/v1/stats` was removed."],
  [
    "a removed method",
    (d) => {
      d.paths["/v1/query"] = { put: d.paths["/v1/query"].post };
    },
    "#/paths/~1v1~1query/post Operation `POST /v1/query` was removed.",
  ],
];

const breaking: Seed[] = [
  [
    "a removed property of a response",
    (d) => delete schemas(d).Capabilities.properties.rbac,
    "#/components/schemas/Capabilities/properties/rbac Property `rbac` was removed.",
  ],
  [
    "a removed property of a request",
    (d) => delete schemas(d).QueryFilter.properties.tags,
    "#/components/schemas/QueryFilter/properties/tags Property `tags` was removed.",
  ],
  [
    "a removed schema",
    (d) => {
      schemas(d).Order = schemas(d).SortOrder;
      property(d, "QueryRequest", "order_by_time").$ref = "#/components/schemas/Order";
      delete schemas(d).SortOrder;
    },
    "#/components/schemas/Order Schema `SortOrder` was removed.",
  ],
  [
    "a removed response",
    (d) => delete ingest(d).responses["409"],
    "#/paths/~1v1~1events/post/responses/409 Response `409` was removed.",
  ],
  [
    "a removed media type of a request body",
    (d) => delete ingest(d).requestBody.content["application/x-protobuf"],
    "#/paths/~1v1~1events/post/requestBody/content/application~1x-protobuf Media type `application/x-protobuf` was removed.",
  ],
  [
    "a removed header",
    (d) => delete d.components.responses.TooManyRequests.headers,
    "#/components/responses/TooManyRequests/headers All headers of response `429` were removed.",
  ],
  [
    "a removed parameter",
    (d) => stats(d).parameters.pop(),
    "#/paths/~1v1~1stats/get/parameters/3 `end` query parameter was removed.",
  ],
  [
    "a parameter that became required",
    (d) => {
      stats(d).parameters[0].required = true;
    },
    "#/paths/~1v1~1stats/get/parameters/0/required `tenant_id` query parameter became required.",
  ],
  [
    "a parameter with a tighter bound",
    (d) => {
      stats(d).parameters[0].schema.maxLength = 5;
    },
    "#/paths/~1v1~1stats/get/parameters/0/schema/maxLength `maxLength` changed from '256' to '5'.",
  ],
  [
    "a new required request body",
    (d) => {
      stats(d).requestBody = { required: true, content: { "application/json": {} } };
    },
    "#/paths/~1v1~1stats/get/requestBody Required request body was added.",
  ],
  [
    "another operation ID",
    (d) => {
      stats(d).operationId = "stats";
    },
    "#/paths/~1v1~1stats/get/operationId `operationId` of operation `GET /v1/stats` changed from 'getEventStats' to 'stats'.",
  ],
  [
    "another security scheme",
    (d) => {
      d.components.securitySchemes.bearer.scheme = "basic";
    },
    "#/components/securitySchemes/bearer/scheme `scheme` of security scheme `bearer` changed from 'bearer' to 'basic'.",
  ],
  [
    "an operation that now requires authentication",
    (d) => delete d.paths["/healthz"].get.security,
    "#/paths/~1healthz/get/security Operation now has the security requirements of the document.",
  ],
  [
    "a property of a request that became required",
    (d) => {
      schemas(d).QueryFilter.required = ["tenant_id"];
    },
    "#/components/schemas/QueryFilter/required Properties of `QueryFilter` became required: `tenant_id`.",
  ],
  [
    "a nested property of a request that became required",
    (d) => {
      schemas(d).RetryInfo.required = ["attempt"];
    },
    "#/components/schemas/RetryInfo/required Properties of `RetryInfo` became required: `attempt`.",
  ],
  [
    "a property of a response that became optional",
    (d) => schemas(d).Problem.required.pop(),
    "#/components/schemas/Problem/required Properties of `Problem` are no longer required: `status`.",
  ],
  [
    "a removed enum value of a request",
    (d) => schemas(d).SortOrder.enum.pop(),
    "#/components/schemas/SortOrder/enum Enum of `SortOrder` lost values: 'DESC'.",
  ],
  [
    "a new enum",
    (d) => {
      property(d, "QueryFilter", "text_query").enum = ["a"];
    },
    "#/components/schemas/QueryFilter/properties/text_query/enum Enum of `text_query` was set to 'a'.",
  ],
  [
    "another type",
    (d) => {
      property(d, "QueryFilter", "text_query").type = "integer";
    },
    "#/components/schemas/QueryFilter/properties/text_query/type Type of `text_query` narrowed from 'string' to 'integer'.",
  ],
  [
    "a narrower type in a request",
    (d) => {
      property(d, "EventBatch", "total_cost").type = "integer";
    },
    "#/components/schemas/EventBatch/properties/total_cost/type Type of `total_cost` narrowed from 'number' to 'integer'.",
  ],
  [
    "a wider type in a response",
    (d) => {
      property(d, "Capabilities", "rbac").type = ["string", "boolean"];
    },
    "#/components/schemas/Capabilities/properties/rbac/type Type of `rbac` widened from 'boolean' to 'string | boolean'.",
  ],
  [
    "a tighter bound in a request",
    (d) => {
      property(d, "QueryRequest", "page_size").maximum = 10;
    },
    "#/components/schemas/QueryRequest/properties/page_size/maximum Upper bound of `page_size` changed from '<= 1000' to '<= 10'.",
  ],
  [
    "a looser bound in a response",
    (d) => {
      property(d, "GetEventStatsResponse", "total_events").maximum = 1e300;
    },
    "#/components/schemas/GetEventStatsResponse/properties/total_events/maximum Upper bound of `total_events` changed from '<= 9007199254740991' to '<= 1e+300'.",
  ],
  [
    "a new pattern",
    (d) => {
      property(d, "QueryFilter", "text_query").pattern = "^a";
    },
    "#/components/schemas/QueryFilter/properties/text_query/pattern `pattern` of `text_query` was set to '^a'.",
  ],
  [
    "a new format",
    (d) => {
      property(d, "QueryFilter", "text_query").format = "uuid";
    },
    "#/components/schemas/QueryFilter/properties/text_query/format `format` of `text_query` was set to 'uuid'.",
  ],
  [
    "fewer items",
    (d) => {
      property(d, "EventBatch", "events").maxItems = 10;
    },
    "#/components/schemas/EventBatch/properties/events/maxItems `maxItems` of `events` changed from '1000' to '10'.",
  ],
  [
    "shorter items",
    (d) => {
      property(d, "QueryFilter", "tags").items.maxLength = 3;
    },
    "#/components/schemas/QueryFilter/properties/tags/items/maxLength `maxLength` changed from '256' to '3'.",
  ],
  [
    "a schema that no longer allows additional properties",
    (d) => {
      schemas(d).QueryFilter.additionalProperties = false;
    },
    "#/components/schemas/QueryFilter/additionalProperties `additionalProperties` of `QueryFilter` was set to 'false'.",
  ],
  [
    "a free-form object that no longer allows additional properties",
    (d) => {
      property(d, "Event", "metadata").additionalProperties = false;
    },
    "#/components/schemas/Event/properties/metadata/additionalProperties `additionalProperties` of `metadata` changed from 'true' to 'false'.",
  ],
  [
    "a keyword that the document did not use before",
    (d) => {
      schemas(d).QueryFilter.propertyNames = { maxLength: 3 };
    },
    "#/components/schemas/QueryFilter/propertyNames `propertyNames` of `QueryFilter` was added.",
  ],
  [
    "another kind",
    (d) => {
      property(d, "ToolCall", "kind").const = "tool";
    },
    "#/components/schemas/ToolCall/properties/kind/const `const` of `kind` changed from 'tool_call' to 'tool'.",
  ],
  [
    "a kind removed from a union",
    (d) => schemas(d).EventContent.oneOf.pop(),
    `#/components/schemas/EventContent/oneOf/${kinds - 1} \`oneOf\` subschema of \`EventContent\` was removed.`,
  ],
  [
    "a kind removed from a discriminator",
    (d) => delete schemas(d).EventContent.discriminator.mapping.mcp_call,
    "#/components/schemas/EventContent/discriminator/mapping/mcp_call Kind `mcp_call` was removed from the discriminator.",
  ],
  [
    "another discriminator",
    (d) => {
      schemas(d).EventContent.discriminator.propertyName = "sort";
    },
    "#/components/schemas/EventContent/discriminator/propertyName Property of the discriminator changed.",
  ],
  [
    "another alternative in a response",
    (d) => property(d, "GetEventStatsResponse", "avg_session_duration_ms").anyOf.push({ type: "boolean" }),
    "#/components/schemas/GetEventStatsResponse/properties/avg_session_duration_ms/anyOf/2 `anyOf` subschema of `avg_session_duration_ms` was added.",
  ],
  [
    "another default",
    (d) => {
      property(d, "QueryRequest", "page_size").default = 5;
    },
    "#/components/schemas/QueryRequest/properties/page_size/default Meaning of an absent value changed.",
  ],
];

const compatible: Seed[] = [
  [
    "a new path",
    (d) => {
      d.paths["/v1/new"] = { get: { operationId: "novel", responses: { 200: { description: "Good." } } } };
    },
    "#/paths/~1v1~1new PathItem was added.",
  ],
  [
    "a new property",
    (d) => {
      schemas(d).Event.properties.novel = { type: "string" };
    },
    "#/components/schemas/Event/properties/novel Schema was added.",
  ],
  [
    "a new optional parameter",
    (d) => stats(d).parameters.push({ name: "novel", in: "query", schema: { type: "string" } }),
    "#/paths/~1v1~1stats/get/parameters/4 Parameter was added.",
  ],
  [
    "a new media type of a request body",
    (d) => {
      ingest(d).requestBody.content["application/cbor"] = {};
    },
    "#/paths/~1v1~1events/post/requestBody/content/application~1cbor MediaType was added.",
  ],
  [
    "a new enum value",
    (d) => schemas(d).EventType.enum.push("NOVEL"),
    "#/components/schemas/EventType/enum Enum of `EventType` gained values: 'NOVEL'.",
  ],
  [
    "a new kind",
    (d) => schemas(d).EventContent.oneOf.push({ $ref: "#/components/schemas/RetryInfo" }),
    `#/components/schemas/EventContent/oneOf/${kinds} Member of a union was added.`,
  ],
  [
    "a property of a request that became optional",
    (d) => delete schemas(d).QueryRequest.required,
    "#/components/schemas/QueryRequest `required` of Schema changed.",
  ],
  [
    "a property of a response that became required",
    (d) => {
      schemas(d).Capabilities.required = ["rbac"];
    },
    "#/components/schemas/Capabilities/required `required` of Schema changed.",
  ],
  [
    "a looser bound in a request",
    (d) => {
      property(d, "QueryRequest", "page_size").maximum = 10_000;
    },
    "#/components/schemas/QueryRequest/properties/page_size/maximum `maximum` of Schema changed.",
  ],
  [
    "a wider type in a request",
    (d) => {
      property(d, "QueryFilter", "text_query").type = ["string", "integer"];
    },
    "#/components/schemas/QueryFilter/properties/text_query/type `type` of Schema changed.",
  ],
  [
    "a tighter bound in a response",
    (d) => {
      property(d, "GetEventStatsResponse", "events_by_type").additionalProperties.maximum = 5;
    },
    "#/components/schemas/GetEventStatsResponse/properties/events_by_type/additionalProperties/maximum `maximum` of Schema changed.",
  ],
  [
    "another description",
    (d) => {
      schemas(d).Event.description = "Other words.";
    },
    "#/components/schemas/Event/description `description` of Schema changed.",
  ],
  [
    "another version",
    (d) => {
      d.info.version = "9.9.9";
    },
    "#/info/version `version` of Info changed.",
  ],
];

/** Returns the parts of a document, such as one property of a schema, by their path. */
function partsOf(value: Node, path = "", depth = 5): [path: string, json: string][] {
  return depth === 0 || typeof value !== "object" || value === null
    ? [[path, JSON.stringify(value)]]
    : Object.entries(value).flatMap(([key, member]) => partsOf(member, `${path} ${key}`, depth - 1));
}

const originalParts = new Map(partsOf(original));

function changedParts(seed: (document: Node) => void): string[] {
  const document = structuredClone(original);
  seed(document);
  const parts = new Map(partsOf(document));
  return [...originalParts.keys(), ...parts.keys()].filter((path) => parts.get(path) !== originalParts.get(path));
}

/**
 * Returns a function that finds the changes that a seed causes. Seeds that change different parts share a document,
 * because each comparison takes half a second. A seed's changes are those of its document that no other seed expects.
 */
function compareTogether(seeds: readonly Seed[], rating: string): (change: string) => Promise<string[]> {
  const rounds: { parts: string[]; seeds: Seed[]; changes?: Promise<string[]> }[] = [];
  for (const seed of seeds) {
    const parts = changedParts(seed[1]);
    let round = rounds.find((other) => !other.parts.some((part) => parts.includes(part)));
    if (round === undefined) {
      round = { parts: [], seeds: [] };
      rounds.push(round);
    }
    round.parts.push(...parts);
    round.seeds.push(seed);
  }
  return async (expected) => {
    const round = rounds.find(({ seeds }) => seeds.some(([, , change]) => change === expected));
    if (round === undefined) {
      throw new Error(`no seed expects ${expected}`);
    }
    round.changes ??= compareWith(...round.seeds.map(([, seed]) => seed));
    const others = round.seeds
      .filter(([, , change]) => change !== expected)
      .map(([, , change]) => `${rating} ${change}`);
    return (await round.changes).filter((change) => !others.includes(change));
  };
}

describe("a change to the OpenAPI document is breaking:", () => {
  for (const seeds of [removed, breaking]) {
    const compareSeed = compareTogether(seeds, "breaking");
    it.concurrent.each(seeds)("%s", async (_, __, change) => {
      expect(await compareSeed(change)).toContain(`breaking ${change}`);
    });
  }
});

describe("a change to the OpenAPI document is compatible:", () => {
  const compareSeed = compareTogether(compatible, "compatible");
  it.concurrent.each(compatible)("%s", async (_, __, change) => {
    expect(await compareSeed(change)).toEqual([`compatible ${change}`]);
  });
});

describe("a change to the JSON Schemas", () => {
  it("is breaking if previously accepted data is rejected", async () => {
    const changes = await compareSchemasWith((definitions) => {
      definitions.Event.additionalProperties = false;
      definitions.EventType.type = "string";
      definitions.EventContent.allOf[0].if.properties.kind.const = "msg";
      delete definitions.RetryInfo.properties.attempt;
    });
    expect(changes.sort()).toEqual([
      "breaking #/components/schemas/Event/additionalProperties `additionalProperties` of `Event` was set to 'false'.",
      "breaking #/components/schemas/EventContent/allOf/0/if/properties/kind/const `const` of `kind` changed from 'message' to 'msg'.",
      "breaking #/components/schemas/EventType/type Type of `EventType` narrowed from 'string | integer' to 'string'.",
      "breaking #/components/schemas/RetryInfo/properties/attempt Property `attempt` was removed.",
    ]);
  });

  it("is compatible if more data is accepted", async () => {
    const changes = await compareSchemasWith((definitions) => {
      delete definitions.RetryInfo.properties.attempt.minimum;
    });
    expect(changes).toEqual([
      "compatible #/components/schemas/RetryInfo/properties/attempt `minimum` of Schema changed.",
    ]);
  });

  it("is compatible if a union gains a kind, wherever it is listed", async () => {
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    const condition = { if: { properties: { kind: { const: "novel" } } }, then: { $ref: "#/$defs/RetryInfo" } };
    for (const index of [3, kinds]) {
      const changes = await compareSchemasWith((definitions) => {
        definitions.EventContent.allOf.splice(index, 0, condition);
      });
      expect(changes).toEqual([
        `compatible #/components/schemas/EventContent/allOf/${index} Member of a union was added.`,
      ]);
    }
  });

  it("is breaking if a schema gains a requirement that is not for a kind", async () => {
    const changes = await compareSchemasWith((definitions) => {
      definitions.EventContent.allOf.push({ $ref: "#/$defs/RetryInfo" });
    });
    expect(changes).toEqual([
      `breaking #/components/schemas/EventContent/allOf/${kinds} \`allOf\` subschema of \`EventContent\` was added.`,
    ]);
  });
});

describe("finds no change", () => {
  it("in identical documents", async () => {
    expect(await compare(text, text)).toEqual([]);
  });

  it("when only the order differs", async () => {
    const changes = await compareWith((document) => {
      stats(document).parameters.reverse();
      schemas(document).EventContent.oneOf.reverse();
      document.paths = Object.fromEntries(Object.entries(document.paths).reverse());
    });
    expect(changes).toEqual([]);
  });
});

it("refuses an invalid document, and passes on the message of the tool", async () => {
  await expect(compareOpenApi(text, "a: [")).rejects.toThrow(/^redocly diff failed:\n.*unexpected end/s);
});
