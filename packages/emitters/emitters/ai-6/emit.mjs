// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openai } from "@ai-sdk/openai";
import { NodeSDK } from "@opentelemetry/sdk-node";
import * as ai from "ai";
import { z } from "zod";
import { talkToAi } from "../ai-scenario.mjs";

const sdk = new NodeSDK();
sdk.start();

const metadata = { sessionId: "session-1", userId: "user-1", tags: ["weather"] };
await talkToAi(ai, openai, z, (functionId) => ({
  experimental_telemetry: { isEnabled: true, functionId, metadata },
}));
await sdk.shutdown();
