// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { buildCollector } from "./build-collector.ts";
export { type Collector, type CollectorOptions, runCollector, startCollector } from "./start-collector.ts";
