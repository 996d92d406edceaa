// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// What the generated codecs are made of: functions rather than an object, so that a bundle keeps only what it uses.
export { publicReaderOf } from "../public-dialect.js";
export { readJson, readJsonText } from "../read-json.js";
export { writeJson, writeJsonText } from "../write-json.js";
