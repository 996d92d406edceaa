// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import type { QueryFilter } from "@chaukas/spec-common";
import { isJsonCodecError, queryFilterFromJson } from "@chaukas/spec-common/json";
import {
  ExportEvidenceRequestSchema,
  ExportEvidenceResponseSchema,
  formatEvidenceResponse,
} from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import { Command } from "commander";
import { checkAuditRequest } from "../../audit/check-audit-request.js";
import { isCheckpointFault } from "../../audit/checkpoints/check-growth.js";
import { createCheckpoints } from "../../audit/checkpoints/create-checkpoints.js";
import { createLogSigner } from "../../audit/checkpoints/signing-key.js";
import { type EvidenceSelection, exportEvidence, readEvidenceRequest } from "../../audit/evidence/export-evidence.js";
import { writeLines } from "../../transfer/write-lines.js";
import { CliError, usageError } from "../context/cli-error.js";
import { formatCount } from "../context/format-count.js";
import { addSettingOptions } from "../context/setting-options.js";
import { type SignedLog, withSignedLog } from "../context/with-signed-log.js";

interface EvidenceOptions {
  readonly tenant: string;
  readonly project?: string;
  readonly session?: string;
  readonly agent?: string;
  readonly span?: string;
  readonly trace?: string;
  readonly type?: string[];
  readonly status?: string[];
  readonly severity?: string[];
  readonly event?: string[];
  readonly agentName?: string[];
  readonly invocation?: string[];
  readonly principal?: string[];
  readonly outcome?: string[];
  readonly tool?: string[];
  readonly model?: string[];
  readonly tag?: string[];
  readonly text?: string;
  readonly from?: string;
  readonly until?: string;
  readonly output?: string;
}

/** Creates the `evidence` command, which writes a part of a log that `chaukas-verify` verifies alone. */
export function createEvidenceCommand(): Command {
  const command = new Command("evidence")
    .description(
      "Write the selected events of a tenant with the proofs that they are in its log, for chaukas-verify. Signs a " +
        "checkpoint if the log has grown. Works while the server is running.",
    )
    .requiredOption("--tenant <TENANT>", "tenant that owns the log")
    .option("--project <PROJECT>", "only events of this project")
    .option("--session <SESSION>", "only events of this session")
    .option("--agent <AGENT>", "only events of this agent, by its id")
    .option("--span <SPAN>", "only events of this span")
    .option("--trace <TRACE>", "only events of this trace")
    .option("--type <TYPE>", "only events of this type, such as TOOL_CALL_START, repeatable", collect)
    .option("--status <STATUS>", "only events with this status, such as FAILED, repeatable", collect)
    .option("--severity <SEVERITY>", "only events of this severity, such as ERROR, repeatable", collect)
    .option("--event <EVENT>", "only this event, by its id, repeatable", collect)
    .option("--agent-name <NAME>", "only events of agents with this name, repeatable", collect)
    .option("--invocation <RUN>", "only events of this run of an agent, repeatable", collect)
    .option("--principal <PRINCIPAL>", "only events that name this principal, by its id, repeatable", collect)
    .option("--outcome <OUTCOME>", "only policy decisions with this outcome, such as deny, repeatable", collect)
    .option("--tool <TOOL>", "only calls to this tool, repeatable", collect)
    .option("--model <MODEL>", "only calls to this model, repeatable", collect)
    .option("--tag <TAG>", "only events with this tag, repeatable: with any of them", collect)
    .option("--text <WORDS>", "only events that contain all of these words")
    .option("--from <TIME>", "only events at or after this time, in RFC 3339")
    .option("--until <TIME>", "only events before this time, in RFC 3339")
    .option("--output <FILE>", "file to write; it appears once it is complete (default: stdout)");
  return addSettingOptions(command, ["store", "signingKey", "origin"]).action(async (options: EvidenceOptions) => {
    const selection = readSelection(options);
    await withSignedLog(command, "manage", async (signed) => {
      const count = await writeLines(evidenceLines(signed, selection), options.output).catch(explain);
      process.stderr.write(`exported ${formatCount(count - 1, "record")}\n`);
    });
  });
}

async function* evidenceLines(
  { store, log, signingKey }: SignedLog,
  selection: EvidenceSelection,
): AsyncGenerator<string> {
  const signerOf = (tenantId: string) => createLogSigner(signingKey, tenantId);
  const checkpoints = createCheckpoints({ log, signerOf, now: Date.now, onSigned() {}, onChecked() {} });
  const parts = {
    log,
    checkpoints,
    findPage: store.findPage.bind(store),
    secret: store.pageTokenSecret.bind(store),
  };
  for await (const response of exportEvidence(parts, selection)) {
    yield formatEvidenceResponse(create(ExportEvidenceResponseSchema, response));
  }
}

/** Flags by the name of the member of the filter that they set. */
const flags: Readonly<Record<string, keyof EvidenceOptions>> = {
  tenant_id: "tenant",
  project_id: "project",
  session_id: "session",
  agent_id: "agent",
  span_id: "span",
  trace_id: "trace",
  types: "type",
  statuses: "status",
  severities: "severity",
  event_ids: "event",
  agent_names: "agentName",
  invocation_ids: "invocation",
  principal_ids: "principal",
  policy_outcomes: "outcome",
  tool_names: "tool",
  models: "model",
  tags: "tag",
  text_query: "text",
  start: "from",
  end: "until",
};

function readSelection(options: EvidenceOptions): EvidenceSelection {
  const { start, end, ...filter } = Object.fromEntries(
    Object.entries(flags).flatMap(([name, flag]) => (options[flag] === undefined ? [] : [[name, options[flag]]])),
  );
  const time = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  const json = { ...filter, ...(Object.keys(time).length > 0 && { time }) };
  const request = create(ExportEvidenceRequestSchema, { filter: parseFilter(json) });
  try {
    checkAuditRequest(ExportEvidenceRequestSchema, request);
    return readEvidenceRequest(request, { tenantId: "", anyTenant: true, projectIds: [], scopes: ["query"] });
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.InvalidArgument) {
      throw usageError(
        error.rawMessage.replace(/\bfilter\.(?:time\.)?(\w+)/g, (text, name) => flagOf(name) ?? text),
        "evidence",
      );
    }
    throw error;
  }
}

function parseFilter(json: object): QueryFilter {
  try {
    return queryFilterFromJson(json);
  } catch (error) {
    if (!isJsonCodecError(error)) {
      throw error;
    }
    const name = error.path.replace(/^\/time/, "").split("/")[1] ?? "";
    throw usageError(`${flagOf(name) ?? error.path}: expected ${error.expected}, got ${error.found}`, "evidence");
  }
}

function flagOf(name: string): string | undefined {
  const flag = flags[name];
  return flag && `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Rethrows errors that have to do with the log, with what to do about them. */
function explain(error: unknown): never {
  if (error instanceof ConnectError && error.code === Code.Aborted) {
    throw new CliError(error.rawMessage.replace(/; .*/, ""), "run the command again");
  }
  if (isCheckpointFault(error)) {
    throw new CliError(error.message, "run `chaukas-server fsck`, and compare with the checkpoints that auditors keep");
  }
  throw error;
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
