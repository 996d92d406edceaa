// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const { NodeSDK } = require("@opentelemetry/sdk-node");
const { OpenAIInstrumentation } = require("@opentelemetry/instrumentation-openai");
const { UndiciInstrumentation } = require("@opentelemetry/instrumentation-undici");

const sdk = new NodeSDK({
  instrumentations: [new OpenAIInstrumentation({ captureMessageContent: true }), new UndiciInstrumentation()],
});
sdk.start();

// Only what is loaded after the start is instrumented.
const { OpenAI } = require("openai");
const { talk } = require("../openai-scenario.cjs");

talk(new OpenAI()).then(() => sdk.shutdown());
