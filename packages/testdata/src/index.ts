// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { contractRemedy, factsOfFile, readContractFacts } from "./contract-facts.ts";
export { type ContractRow, readContract } from "./read-contract.ts";
export {
  type CapturedRequest,
  readCapturedBatches,
  readCapturedLines,
  readCapturedRequests,
} from "./read-sdk-capture.ts";
export { findFreePort, type LoopbackServer, serveHttp1, serveHttp2 } from "./serve-on-loopback.ts";
