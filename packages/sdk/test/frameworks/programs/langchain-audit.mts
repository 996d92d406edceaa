// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createCallbackHandler } from "@chaukas/sdk/langchain";
import { ChatOpenAI } from "@langchain/openai";

const chaukas = createChaukas({ mode: "audit", auditTimeoutMs: 300, flushAtExit: false });
const model = new ChatOpenAI({ model: "gpt-5-mini", maxRetries: 0 });
const callbacks = [createCallbackHandler(chaukas)];
console.log(await model.invoke("Hello", { callbacks }).catch((error: { code: string }) => error.code));
await chaukas.close(0);
