// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { buildCollector, buildTelemetrygen } from "./build-go-programs.ts";
export { type Collector, type CollectorOptions, runCollector, startCollector } from "./start-collector.ts";
