// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { access, constants, stat } from "node:fs/promises";
import { type ChaukasClient, createChaukasClient } from "@chaukas/spec-client";
import { registerChaukasServices } from "@chaukas/spec-server";
import { createRouterTransport } from "@connectrpc/connect";
import { Command } from "commander";
import { createServerBackend } from "../../backend/create-server-backend.js";
import { maskUrl } from "../../config/settings.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { type ImportCounts, importEvents } from "../../transfer/import-events.js";
import { type ImportState, openImportState } from "../../transfer/import-state.js";
import { openSource } from "../../transfer/lines/open-source.js";
import { type Line, type LinePosition, readLines } from "../../transfer/lines/read-lines.js";
import { CliError, exitCode, usageError } from "../context/cli-error.js";
import { createProgress } from "../context/create-progress.js";
import { formatCount } from "../context/format-count.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";
import { type ImportLogOptions, importLogs } from "./import-logs.js";

interface ImportCommandOptions extends ImportLogOptions {
  tenant?: string;
  log?: true;
  server?: string;
  key?: string;
  resume?: true;
  fromLine?: string;
  batchSize: string;
}

const maxLineBytes = 16 * 1024 * 1024;

/** Creates the `import` command, which reads events from JSON lines. */
export function createImportCommand(setExitCode: (code: number) => void): Command {
  const command = new Command("import")
    .description(
      "Read events from JSON lines: public JSON, ProtoJSON, or the file mode of the Python SDK. " +
        "Bad lines are reported and skipped. Importing the same events again changes nothing.",
    )
    .argument("<FILE>", "file to read, may be compressed with gzip; - for stdin; with --log, also a store")
    .option("--tenant <TENANT>", "tenant of events that name none")
    .option("--server <URL>", "send the events to this server instead of opening the store")
    .option("--key <KEY>", "key for the server (env: CHAUKAS_KEY)")
    .option("--resume", "keep the position in FILE.import-state, and continue from it after an interruption")
    .option("--from-line <NUMBER>", "start at this line")
    .option("--batch-size <COUNT>", "number of events per batch", "500")
    .option(
      "--log",
      "import whole logs with their identity, from a file of `export --proof` or from a store, into a store that has no " +
        "events of their tenants; each is verified, then stored completely or not at all",
    )
    .option("--state <FILE>", "with --log: file that `export --proof --state` wrote, with the log's checkpoints")
    .option("--with-keys", "with --log: also import the keys of the tenant's callers, from the state file or the store")
    .option("--passphrase-file <FILE>", "file whose first line decrypts the keys (env: CHAUKAS_PASSPHRASE)")
    .option("--verifier-key <KEY>", "with --log: verifier key of a log, to verify its checkpoints; repeatable", collect)
    .option("--checkpoint <FILE>", "with --log: checkpoint that the log must match; repeatable", collect);
  return addSettingOptions(command, ["store", "integrity", "origin"]).action(
    async (file: string, options: ImportCommandOptions) => {
      checkOptions(file, options);
      if (options.log) {
        await importLogs(command, file, options);
        return;
      }
      // Checked first, because opening a store creates it if it does not exist.
      await requireReadable(file);
      const target = options.server ?? maskUrl((await loadConfig(command)).config.store);
      const state = options.resume ? openState(file, target) : undefined;
      const run = (client: ReturnType<typeof createChaukasClient>) => importFile(file, client, options, state);
      const { stored, bad } =
        options.server === undefined
          ? await withStore(command, "serve", (store) => run(createStoreClient(store)), { mayCreate: true })
          : await run(createServerClient(options.server, options.key ?? process.env["CHAUKAS_KEY"]));
      state?.remove();
      process.stderr.write(`imported ${formatCount(stored, "event")}, ${formatCount(bad, "bad line")}\n`);
      if (bad > 0) {
        setExitCode(exitCode.partial);
      }
    },
  );
}

async function importFile(
  file: string,
  client: ReturnType<typeof createChaukasClient>,
  options: ImportCommandOptions,
  state: ImportState | undefined,
): Promise<ImportCounts> {
  const start: LinePosition = state?.start ?? { offset: 0, line: 0 };
  const firstLine = Number(options.fromLine ?? 1);
  const source = await openSource(file, start.offset);
  const progress = createProgress(source.size);
  const lines = skipLines(readLines(source.chunks, { name: file, start, maxLineBytes }), firstLine);
  try {
    return await importEvents(lines, client, {
      tenantId: options.tenant,
      batchSize: Number(options.batchSize),
      name: file,
      start,
      onBadLine: ({ number, reason }) => progress.say(`${file}:${number}: ${reason}`),
      onNotice: ({ number, reason }) => progress.say(`${file}:${number}: stored, but ${reason}`),
      onProgress(position) {
        state?.save(position);
        progress.update(source.bytesRead());
      },
    });
  } finally {
    progress.stop();
  }
}

async function* skipLines(lines: AsyncIterable<Line>, first: number): AsyncGenerator<Line> {
  for await (const line of lines) {
    if (line.number >= first || line.failure !== undefined) {
      yield line;
    }
  }
}

function createServerClient(baseUrl: string, apiKey: string | undefined) {
  try {
    return createChaukasClient({ baseUrl, ...(apiKey ? { apiKey } : {}) });
  } catch (error) {
    throw usageError(`--server, --key: ${(error as Error).message}`, "import");
  }
}

async function requireReadable(file: string): Promise<void> {
  if (file === "-") {
    return;
  }
  await access(file, constants.R_OK);
  if ((await stat(file)).isDirectory()) {
    throw usageError(`${file}: expected a file, got a folder`, "import");
  }
}

function openState(file: string, target: string): ImportState {
  try {
    return openImportState(file, target);
  } catch (cause) {
    throw new CliError((cause as Error).message, "remove the state file, or import without --resume", exitCode.failed, {
      cause,
    });
  }
}

function checkOptions(file: string, options: ImportCommandOptions): void {
  const { resume, fromLine, batchSize, server, log } = options;
  const ofEvents = { "--server": server, "--resume": resume, "--from-line": fromLine };
  const ofLogs = {
    "--state": options.state,
    "--with-keys": options.withKeys,
    "--passphrase-file": options.passphraseFile,
    "--verifier-key": options.verifierKey,
    "--checkpoint": options.checkpoint,
  };
  for (const [flag, value] of Object.entries(log ? ofEvents : ofLogs)) {
    if (value !== undefined) {
      throw usageError(`${flag}: expected it ${log ? "without" : "together with"} --log`, "import");
    }
  }
  if (log && file === "-") {
    throw usageError("--log: expected a file or a store, which can be read twice, got stdin", "import");
  }
  if (resume && (file === "-" || fromLine !== undefined)) {
    throw usageError("--resume: expected a file, and no --from-line", "import");
  }
  for (const [flag, text, max] of [
    ["--from-line", fromLine ?? "1", Number.MAX_SAFE_INTEGER],
    ["--batch-size", batchSize, 1000],
  ] as const) {
    if (!/^[1-9]\d{0,14}$/.test(text) || Number(text) > max) {
      const range = max === 1000 ? "from 1 to 1000" : "of at least 1";
      throw usageError(`${flag}: expected an integer ${range}, got "${text}"`, "import");
    }
  }
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Creates a client of an in-process server, so that an import follows the same rules as any other caller. */
function createStoreClient(store: EventStore): ChaukasClient {
  const { backend, handlerOptions } = createServerBackend(store, { authentication: "none" });
  const transport = createRouterTransport((router) => registerChaukasServices(router, backend, handlerOptions));
  return createChaukasClient({ transport });
}
