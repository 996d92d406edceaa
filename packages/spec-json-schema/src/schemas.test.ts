// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import * as lenient from "./lenient/index.js";
import * as strict from "./strict/index.js";

const folder = join(import.meta.dirname, "../schemas");
const { version } = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8")) as { version: string };

interface Schema {
  $id: string;
  $schema: string;
  $defs?: Record<string, { examples?: unknown[] }>;
  examples?: unknown[];
}

function readSchemas(set: string): Map<string, Schema> {
  const names = readdirSync(join(folder, set)).sort();
  return new Map(names.map((name) => [name, JSON.parse(readFileSync(join(folder, set, name), "utf8")) as Schema]));
}

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  addFormats.default(ajv);
  return ajv;
}

describe.each(["strict", "lenient"] as const)("the %s schemas", (set) => {
  const schemas = readSchemas(set);
  const validators: Record<string, { isValid(value: unknown): boolean }> = set === "strict" ? strict : lenient;

  test("contain their version and set in $id, and draft 2020-12 in $schema", () => {
    for (const [file, { $id, $schema }] of schemas) {
      expect($id).toBe(`https://chaukasai.github.io/chaukas-spec/schemas/${version}/${set}/${file}`);
      expect($schema).toBe("https://json-schema.org/draft/2020-12/schema");
    }
  });

  test("compile in a JSON Schema library, one by one and bundled, and accept their own examples", () => {
    const one = createAjv();
    for (const [file, schema] of schemas) {
      if (file !== "bundle.schema.json") {
        one.addSchema(schema);
      }
    }
    const bundled = createAjv();
    const bundle = schemas.get("bundle.schema.json");
    bundled.addSchema(bundle ?? {});
    const names = Object.keys(bundle?.$defs ?? {});
    expect(names).toContain("Event");
    expect([...schemas.keys()]).toEqual([...names.map((name) => `${name}.schema.json`), "bundle.schema.json"].sort());
    for (const name of names) {
      const schema = schemas.get(`${name}.schema.json`);
      const checkOne = one.getSchema(schema?.$id ?? "");
      const checkBundled = bundled.getSchema(`${bundle?.$id}#/$defs/${name}`);
      const examples = schema?.examples ?? [];
      expect(examples.length, name).toBeGreaterThan(0);
      for (const example of examples) {
        expect([checkOne?.(example), checkBundled?.(example)], `${name}: ${JSON.stringify(one.errors)}`).toEqual([
          true,
          true,
        ]);
      }
    }
  });

  test("each have a validator that agrees with a JSON Schema library on modified examples", () => {
    const ajv = createAjv();
    const bundle = schemas.get("bundle.schema.json");
    ajv.addSchema(bundle ?? {});
    for (const [name, { examples = [] }] of Object.entries(bundle?.$defs ?? {})) {
      const check = ajv.getSchema(`${bundle?.$id}#/$defs/${name}`);
      const validator = validators[`${name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (p) => p.toLowerCase())}Validator`];
      for (const value of examples.flatMap(changes)) {
        expect(validator?.isValid(value), `${name}: ${JSON.stringify(value)}`).toBe(check?.(value));
      }
    }
  });
});

/** Returns the example and copies with one member removed, added, or of another type, at any depth. */
function changes(example: unknown): unknown[] {
  if (typeof example !== "object" || example === null || Array.isArray(example)) {
    return [example, null, 5, "NOT_KNOWN", true, [], {}];
  }
  const entries = Object.entries(example);
  return [
    example,
    { ...example, not_known: 1 },
    ...entries.map(([key]) => Object.fromEntries(entries.filter(([other]) => other !== key))),
    ...entries.flatMap(([key, value]) => changes(value).map((changed) => ({ ...example, [key]: changed }))),
  ];
}
