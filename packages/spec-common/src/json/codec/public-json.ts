// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of the generated codecs: functions rather than one object, so that bundlers drop those that are not used.
export { publicReaderOf } from "../read/public-dialect.js";
export { readJson, readJsonText } from "../read/read-json.js";
export { writeJson, writeJsonText } from "../write/write-json.js";
