// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const start = performance.now();
const { eventValidator } = await import("@chaukas/spec-json-schema/strict");
const valid = eventValidator.isValid({});
console.log(JSON.stringify({ valid, ms: performance.now() - start }));
