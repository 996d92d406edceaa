// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { buildCollector, runCollector } from "@chaukas/emitters/collector";
import { installPackagesOf } from "@chaukas/emitters/packages";
import { type Event, EventType } from "@chaukas/spec-common";
import { findFreePort } from "@chaukas/testdata";
import { startModelServer } from "@chaukas/testdata/model-server";
import { findGoProblem, goEnvironment, runPython } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { expect, it, onTestFinished } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { queryAll } from "../events/query-all.js";
import { runCommand, startServerProcess } from "../served/run-command.js";

// Each program of the guide runs as a user pastes it: only addresses and keys differ, and packages are pinned.

const guide = readFileSync(join(root, "packages/server/docs/opentelemetry.md"), "utf8");
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const options = { timeout: 300_000 };
const answers = { "What is the capital of France?": "The capital of France is Paris." };

/** Returns the text of a section, by its heading. */
function section(heading: string): string {
  const text = guide.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  expect(text, `the section ${heading}`).toBeDefined();
  return text as string;
}

function blocks(text: string): { info: string; code: string }[] {
  return [...text.matchAll(/^```(.*?)\n(.*?)^```$/gms)].map(([, info = "", code = ""]) => ({ info, code }));
}

/** Returns the code of the blocks that set variables. */
const exportsOf = (text: string) =>
  blocks(text)
    .filter(({ info, code }) => info === "sh" && code.startsWith("export "))
    .map(({ code }) => code)
    .join("");

/** Returns the packages that a section installs. */
const installsOf = (text: string) =>
  [...text.matchAll(/^(?:npm install|pip install|go get) (.*)$/gm)].flatMap(([, names = ""]) => names.split(" "));

/** Starts a server with a key, and returns how to use both. */
async function serve() {
  const store = makeStorePath();
  const created = await runCommand(["keys", "create", "--tenant", "acme", "--label", "weather", "--store", store]);
  const key = created.stdout.trim();
  const server = await startServerProcess(["--store", store, "--log-level", "warn"]);
  onTestFinished(async () => {
    await server.end("SIGTERM");
  });
  const adapt = (text: string) =>
    text.replaceAll("127.0.0.1:50051", `127.0.0.1:${server.port}`).replaceAll("%20KEY", `%20${key}`);
  return { key, adapt, query: () => queryAll(server.url, { tenantId: "acme" }, key) };
}

/** Runs the program of a section in a folder, with the variables of the guide, and returns its output and the events. */
async function run(heading: string, folder: string, env: NodeJS.ProcessEnv = {}) {
  const { adapt, query } = await serve();
  const model = await startModelServer({ answers });
  onTestFinished(() => model.close());
  const text = section(heading);
  const program = blocks(text).find(({ info }) => /^\w+ \w+\.\w+$/.test(info));
  const [, file = ""] = program?.info.split(" ") ?? [];
  const place = mkdtempSync(join(folder, "guide-"));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, file), adapt(program?.code ?? ""));
  if (heading === "Go") {
    for (const name of ["go.mod", "go.sum"]) {
      cpSync(join(goModule, name), join(place, name));
    }
  }
  const [, command = ""] = /and run it with `(.*?)`/.exec(text) ?? [];
  const script = adapt(`${exportsOf(section("Settings of every SDK"))}${exportsOf(text)}${command}\n`);
  const { code, output } = await capture("sh", ["-e", "-c", script.replace(/^python /m, "python3 ")], {
    cwd: place,
    env: {
      PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
      HOME: process.env["HOME"],
      NO_PROXY: "127.0.0.1",
      OPENAI_BASE_URL: model.openaiUrl,
      OPENAI_API_KEY: "none",
      ...env,
    },
    timeoutMs: 120_000,
  });
  expect(code, output).toBe(0);
  return { output, events: await query() };
}

const typesOf = (events: readonly Event[]) => events.map(({ type }) => EventType[type]);
const projectsOf = (events: readonly Event[]) => [...new Set(events.map(({ projectId }) => projectId))];
const modelOf = ({ content }: Event) => (content.case === "llmInvocation" ? content.value : undefined);
const goModule = join(root, "packages/emitters/go-sdk");

it("records what an OpenTelemetry SDK in JavaScript sends", options, async () => {
  const { folder, versions } = await installPackagesOf("otel-js-3-openai");
  expect(Object.keys(versions)).toEqual(expect.arrayContaining(installsOf(section("JavaScript"))));
  const { output, events } = await run("JavaScript", folder);
  expect(output).toBe("The capital of France is Paris.\n");
  expect(typesOf(events).sort()).toEqual([
    "INPUT_RECEIVED",
    "MODEL_INVOCATION_END",
    "MODEL_INVOCATION_START",
    "OUTPUT_EMITTED",
  ]);
  expect(projectsOf(events)).toEqual(["support"]);
  const messages = events.flatMap(({ content }) => (content.case === "message" ? [content.value] : []));
  expect(messages.map(({ role, text }) => [role, text]).sort()).toEqual([
    ["assistant", "The capital of France is Paris."],
    ["user", "What is the capital of France?"],
  ]);
  expect(new Set(events.map(({ spanId }) => spanId)).size).toBe(1);
});

it("records what the AI SDK of Vercel sends", options, async () => {
  const { folder, versions } = await installPackagesOf("ai-7-otel");
  expect(Object.keys(versions)).toEqual(expect.arrayContaining(installsOf(section("Vercel AI SDK"))));
  const { output, events } = await run("Vercel AI SDK", folder);
  expect(output).toContain("sunny in Paris, 21 °C");
  const types = typesOf(events);
  for (const type of ["AGENT", "MODEL_INVOCATION", "TOOL_CALL"]) {
    expect(types).toEqual(expect.arrayContaining([`${type}_START`, `${type}_END`]));
  }
  expect(projectsOf(events)).toEqual(["support"]);
  const call = events.find(({ content }) => content.case === "toolCall")?.content.value;
  expect(call).toMatchObject({ name: "getWeather", arguments: { city: "Paris" } });
});

it("records what an OpenTelemetry SDK in Python sends (skipped without python3)", options, async ({ skip }) => {
  skip((await runPython(["--version"])).status !== 0 && !required, "requires python3, which is not installed");
  const { folder, versions } = await installPackagesOf("otel-python-openai");
  expect(Object.keys(versions)).toEqual(expect.arrayContaining(installsOf(section("Python"))));
  const { output, events } = await run("Python", tmpdir(), { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: "1" });
  expect(output).toBe("The capital of France is Paris.\n");
  expect(typesOf(events)).toEqual(["MODEL_INVOCATION_START", "MODEL_INVOCATION_END"]);
  expect(projectsOf(events)).toEqual(["support"]);
  expect(JSON.stringify(modelOf(events[0] as Event)?.request)).toContain("What is the capital of France?");
  expect(modelOf(events[1] as Event)?.promptTokens).toBeGreaterThan(0);
});

it("records what an OpenTelemetry SDK in Go sends (skipped without go)", options, async ({ skip }) => {
  const problem = await findGoProblem(goModule);
  skip(problem !== undefined && !required, problem);
  const manifest = readFileSync(join(goModule, "go.mod"), "utf8");
  for (const module of installsOf(section("Go"))) {
    expect(manifest).toContain(`\t${module} v`);
  }
  const { GOMODCACHE, GOCACHE, GOFLAGS } = goEnvironment();
  const { output, events } = await run("Go", tmpdir(), { GOMODCACHE, GOCACHE, GOFLAGS, GOTOOLCHAIN: "local" });
  expect(output).toBe("sent\n");
  expect(typesOf(events).sort()).toEqual([
    "AGENT_END",
    "AGENT_START",
    "MODEL_INVOCATION_END",
    "MODEL_INVOCATION_START",
  ]);
  expect(projectsOf(events)).toEqual(["support"]);
  const call = events.find(({ type }) => type === EventType.MODEL_INVOCATION_END) as Event;
  expect(modelOf(call)).toMatchObject({ model: "gpt-5-mini", promptTokens: 12, completionTokens: 9 });
  expect(events.filter(({ agentName }) => agentName === "weather").map(({ spanId }) => spanId)).toContain(
    call.parentSpanId,
  );
});

const files = blocks(section("OpenTelemetry Collector")).filter(({ info }) => info.startsWith("yaml "));

it.for(files)(
  "records what a collector with $info forwards (skipped without go)",
  options,
  async ({ code }, { skip }) => {
    const built = await buildCollector();
    skip(built.problem !== undefined && !required, built.problem);
    const { key, adapt, query } = await serve();
    const [http, grpc] = [await findFreePort(), await findFreePort()];
    const settings = adapt(code)
      .replace("127.0.0.1:4318", `127.0.0.1:${http}`)
      .replace("127.0.0.1:4317", `127.0.0.1:${grpc}`);
    // The collector serves its own metrics at a fixed port by default.
    const ownMetrics = "service: { telemetry: { metrics: { level: none } } }";
    const collector = await runCollector(built.folder ?? "", [settings, ownMetrics], { CHAUKAS_KEY: key });
    const span = {
      traceId: "5b8efff798038103d269b633813fc60c",
      spanId: "eee19b7ec3c1b174",
      name: "chat gpt-5-mini",
      startTimeUnixNano: "1767225600000000001",
      endTimeUnixNano: "1767225600500000002",
      attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
    };
    const record = { timeUnixNano: "1767225600500000003", traceId: span.traceId, eventName: "session.end" };
    for (const [path, body] of [
      ["traces", { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }],
      ["logs", { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] }],
    ] as const) {
      const response = await fetch(`http://127.0.0.1:${http}/v1/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
    }
    expect(await collector.stop(), collector.log()).toBe(0);
    expect(typesOf(await query())).toEqual(["MODEL_INVOCATION_START", "MODEL_INVOCATION_END", "SESSION_END"]);
  },
);
