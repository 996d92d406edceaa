// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { createTrailWorkers, type TrailWorkers, type TrailWorkersOptions } from "./trail-workers.js";
export type { NodeWorker, WebWorker } from "./worker-port.js";
