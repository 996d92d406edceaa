// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { wrapOpenAI } from "@chaukas/sdk/openai";
import OpenAI from "openai";

const chaukas = createChaukas({ mode: "audit", auditTimeoutMs: 300, flushAtExit: false });
const client = wrapOpenAI(chaukas, new OpenAI({ maxRetries: 0 }));
const question = { model: "gpt-5-mini", messages: [{ role: "user" as const, content: "Hello" }] };
const refused = await client.chat.completions.create(question).catch((error: { code: string }) => error.code);
await chaukas.close(0);
console.log(refused);
