// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { loadVectors, type Vector } from "./load-vectors.js";
export type { Difference, VectorEntry, VectorForm, VectorIndex } from "./vector-index.js";
