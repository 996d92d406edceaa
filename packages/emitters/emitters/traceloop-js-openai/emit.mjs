// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import * as traceloop from "@traceloop/node-server-sdk";
import { OpenAI } from "openai";
import scenario from "../openai-scenario.cjs";

traceloop.initialize({
  appName: "weather-agent",
  baseUrl: process.env.OTEL_EXPORTER_OTLP_ENDPOINT,
  apiKey: "none",
  instrumentModules: { openAI: OpenAI },
  silenceInitializationMessage: true,
});

await traceloop.withAssociationProperties({ session_id: "session-1", user_id: "user-1" }, () =>
  traceloop.withWorkflow({ name: "weather_report" }, () =>
    traceloop.withAgent({ name: "weather_agent" }, async () => {
      await traceloop.withTool({ name: "get_weather" }, (city) => `sunny in ${city}, 21 °C`, "Paris");
      await traceloop.withTask({ name: "talk" }, () => scenario.talk(new OpenAI()));
    }),
  ),
);
await traceloop.forceFlush();
