// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const start = performance.now();
const { Ajv2020 } = await import("ajv/dist/2020.js");
const { default: addFormats } = await import("ajv-formats");
const { default: bundle } = await import("@chaukas/spec-json-schema/schemas/strict/bundle.schema.json", {
  with: { type: "json" },
});
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const valid = ajv.addSchema(bundle).getSchema(`${bundle.$id}#/$defs/Event`)?.({});
console.log(JSON.stringify({ valid, ms: performance.now() - start }));
