// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// What the generated codecs are made of: functions rather than an object, so that a bundle keeps only what it uses.
export { publicReaderOf } from "../read/public-dialect.js";
export { readJson, readJsonText } from "../read/read-json.js";
export { writeJson, writeJsonText } from "../write/write-json.js";
