// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type ContractRow, contractRemedy, factsOfFile, readContract, readContractFacts } from "./contract-facts.ts";
export {
  type CapturedRequest,
  readCapturedBatches,
  readCapturedLines,
  readCapturedRequests,
} from "./read-sdk-capture.ts";
export { findFreePort, type LoopbackServer, serveHttp1, serveHttp2 } from "./servers/serve-on-loopback.ts";
