// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  type AgentsSpan,
  type AgentsTrace,
  type ChaukasTraceProcessor,
  createTraceProcessor,
} from "./trace-processor.js";
