// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventValidator } from "@chaukas/spec-json-schema/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Bench } from "tinybench";
import { z } from "zod";
import { measureImport } from "./measure-import.ts";

// Measures how fast an event is validated, next to the same schema in other libraries in the same run.
const folder = join(import.meta.dirname, "../schemas/strict");
const bundle = JSON.parse(readFileSync(join(folder, "bundle.schema.json"), "utf8")) as {
  $id: string;
  $defs: { Event: { examples: Record<string, unknown>[] }; EventContent: { examples: unknown[] } };
};
const [base = {}] = bundle.$defs.Event.examples;
const events = bundle.$defs.EventContent.examples.map((content) => ({ ...base, content }));

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const compiled = ajv.addSchema(bundle).getSchema(`${bundle.$id}#/$defs/Event`);
const zodSchema = createZodSchema();

const candidates: Record<string, (event: unknown) => boolean> = {
  "@chaukas/spec-json-schema": (event) => eventValidator.isValid(event),
  "Ajv, compiled at run time": (event) => compiled?.(event) === true,
  zod: (event) => zodSchema.safeParse(event).success,
};
for (const [name, validate] of Object.entries(candidates)) {
  const wrong = events.find((event) => !validate(event)) ?? (validate({ ...base, type: 5 }) ? base : undefined);
  if (wrong !== undefined) {
    throw new Error(`${name}: wrong verdict for ${JSON.stringify(wrong)}`);
  }
}

const bench = new Bench({ time: 1000, warmupTime: 500 });
for (const [name, validate] of Object.entries(candidates)) {
  bench.add(name, () => {
    for (const event of events) {
      validate(event);
    }
  });
}
await bench.run();

const medians = bench.tasks.map(({ name, result }) => {
  const latency = "latency" in result ? result.latency.p50 : Number.NaN;
  return { name, microseconds: (latency * 1000) / events.length };
});
printRatios(
  "validate an event (median)",
  "µs",
  medians.map(({ name, microseconds }) => [name, microseconds]),
);

printRatios("from import to the first verdict, in a new process (median)", "ms", [
  ["@chaukas/spec-json-schema", measureImport("precompiled.ts")],
  ["Ajv, compiled at run time", measureImport("ajv.ts")],
]);

/** Creates the same schema in zod from the JSON Schemas, with a discriminated union for the content. */
function createZodSchema(): z.ZodType {
  const {
    EventContent = {},
    Event = {},
    ...others
  } = bundle.$defs as unknown as Record<string, Record<string, unknown>>;
  const $schema = "https://json-schema.org/draft/2020-12/schema";
  const contents = (EventContent["allOf"] as { then: { $ref: string } }[]).map(({ then: { $ref } }) =>
    z.fromJSONSchema({ $schema, ...others[$ref.replace("#/$defs/", "")], $defs: others } as never),
  );
  const { content: _content, ...properties } = Event["properties"] as Record<string, unknown>;
  const event = z.fromJSONSchema({ $schema, ...Event, properties, $defs: others } as never) as z.ZodObject;
  return event.extend({ content: z.discriminatedUnion("kind", contents as never).optional() });
}

function printRatios(title: string, unit: string, rows: [string, number][]): void {
  const [[, first]] = rows as [[string, number]];
  console.log(`\n${title}`);
  for (const [name, value] of rows) {
    console.log(`  ${name.padEnd(28)} ${value.toFixed(2).padStart(8)} ${unit}  ${(value / first).toFixed(2)} x`);
  }
}
