// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
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
import { CliError } from "../context/cli-error.js";
import { addFilterOptions, type FilterOptions, namingFlags, readFilter } from "../context/filter-options.js";
import { formatCount } from "../context/format-count.js";
import { addOutputOption, type OutputOptions } from "../context/output-option.js";
import { pickTenant } from "../context/pick-tenant.js";
import { addSettingOptions } from "../context/setting-options.js";
import { type SignedLog, withSignedLog } from "../context/with-signed-log.js";

interface EvidenceOptions extends FilterOptions, OutputOptions {
  readonly tenant: string;
  readonly html?: true;
}

/** Creates the `evidence` command, which writes a part of a log that `chaukas-verify` verifies alone. */
export function createEvidenceCommand(): Command {
  const command = new Command("evidence")
    .description(
      "Write the selected events of a tenant with the proofs that they are in its log, for chaukas-verify. Signs a " +
        "checkpoint if the log has grown. Works while the server is running.",
    )
    .requiredOption("--tenant <TENANT>", "tenant that owns the log");
  addFilterOptions(command).option(
    "--html",
    "write a file of HTML that holds the evidence, shows its events, and verifies itself in a browser",
  );
  addOutputOption(command);
  return addSettingOptions(command, ["store", "signingKey", "origin"]).action(async (options: EvidenceOptions) => {
    const selection = readSelection(options);
    await withSignedLog(command, "manage", async (signed) => {
      await pickTenant(signed.store, options.tenant, "evidence");
      const counted = { lines: 0 };
      const lines = countLines(requireRecords(evidenceLines(signed, selection)), counted);
      await writeLines(options.html ? toPage(lines) : lines, options.output).catch(explain);
      process.stderr.write(`exported ${formatCount(counted.lines - 1, "record")}\n`);
    });
  });
}

/** Throws a `CliError` before the first line if there is no other: evidence of nothing would verify, and prove nothing. */
async function* requireRecords(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let header: string | undefined;
  let isEmpty = true;
  for await (const line of lines) {
    if (header === undefined) {
      header = line;
      continue;
    }
    if (isEmpty) {
      isEmpty = false;
      yield header;
    }
    yield line;
  }
  if (isEmpty) {
    throw new CliError(
      "evidence: expected a selection with events, got one without",
      "run `chaukas-server query` with the same flags to see which events there are",
    );
  }
}

async function* countLines(lines: AsyncIterable<string>, counted: { lines: number }): AsyncGenerator<string> {
  for await (const line of lines) {
    counted.lines++;
    yield line;
  }
}

async function* toPage(lines: AsyncIterable<string>): AsyncGenerator<string> {
  // Loaded on demand, since the page is large.
  const { evidencePage } = await import("@chaukas/explorer");
  const { before, line, after } = evidencePage();
  yield before.trimEnd();
  for await (const text of lines) {
    yield line(text).trimEnd();
  }
  yield after.trimEnd();
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

function readSelection(options: EvidenceOptions): EvidenceSelection {
  const request = create(ExportEvidenceRequestSchema, { filter: readFilter(options, "evidence") });
  return namingFlags("evidence", () => {
    checkAuditRequest(ExportEvidenceRequestSchema, request);
    return readEvidenceRequest(request, { tenantId: "", anyTenant: true, projectIds: [], scopes: ["query"] });
  });
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
