// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { userInfo } from "node:os";
import { create } from "@bufbuild/protobuf";
import { escapeUnprintable } from "@chaukas/spec-integrity";
import { RedactEventRequestSchema } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import { Command, Option } from "commander";
import { checkAuditRequest } from "../../audit/check-audit-request.js";
import { createRedactEvent } from "../../audit/redaction/create-redact-event.js";
import type { RedactionMethodName } from "../../audit/redaction/redaction-method.js";
import { CliError, usageError } from "../context/cli-error.js";
import { addSettingOptions, loadConfig } from "../context/setting-options.js";
import { withSignedLog } from "../context/with-signed-log.js";

interface RedactOptions {
  readonly tenant: string;
  readonly field: string[];
  readonly method: RedactionMethodName;
  readonly reason: string;
  readonly requestedBy?: string;
}

/** Creates the `redact` command, which erases values of an event directly in the store. */
export function createRedactCommand(): Command {
  const command = new Command("redact")
    .description(
      "Erase values of a stored event permanently. The event still verifies, and the log records the redaction. " +
        "Requires --redaction on. While a server has an SQLite file open, redact through that server.",
    )
    .argument("<EVENT>", "id of the event")
    .requiredOption("--tenant <TENANT>", "tenant that owns the event")
    .requiredOption<string[]>(
      "--field <POINTER>",
      "JSON Pointer of the value to erase, such as /message/text, repeatable",
      collect,
    )
    .addOption(
      new Option("--method <METHOD>", "what replaces the value").choices(["mask", "hash", "drop"]).default("mask"),
    )
    .requiredOption("--reason <TEXT>", "reason, recorded permanently; it must not repeat the erased values")
    .option("--requested-by <TEXT>", "who requested the redaction, such as an office or a case number");
  const settings = ["store", "signingKey", "origin", "redaction"] as const;
  return addSettingOptions(command, settings).action((event: string, options: RedactOptions) =>
    redact(command, event, options),
  );
}

async function redact(command: Command, eventId: string, options: RedactOptions): Promise<void> {
  if ((await loadConfig(command)).config.redaction !== "on") {
    throw usageError("--redaction: expected on, since stored events cannot change otherwise, got off", "redact");
  }
  const { tenant: tenantId, field: fields, method, reason, requestedBy = "" } = options;
  const request = create(RedactEventRequestSchema, { tenantId, eventId, fields, method, reason, requestedBy });
  const outcome = await withSignedLog(command, "serve", async ({ store, log, signingKey }) => {
    checkAuditRequest(RedactEventRequestSchema, request);
    const secret = () => store.pageTokenSecret();
    const redactEvent = createRedactEvent({ log, signingKey, secret, now: Date.now });
    const by = { operator: userInfo().username };
    return redactEvent({ tenantId, eventId, places: fields, method, reason, requestedBy, by });
  }).catch(explain);
  const { recordEventId, recordSequence, changed } = outcome;
  const what = changed ? "redacted" : "already redacted";
  process.stdout.write(
    `${JSON.stringify({ event_id: eventId, redaction_event_id: recordEventId, redaction_sequence: recordSequence })}\n`,
  );
  process.stderr.write(`${what}: event ${escapeUnprintable(eventId)}, recorded as ${recordEventId}\n`);
}

/** Rethrows errors of the checks shared with the network API, which name fields, in terms of the flags. */
function explain(error: unknown): never {
  if (error instanceof ConnectError && (error.code === Code.NotFound || error.code === Code.InvalidArgument)) {
    throw new CliError(
      error.rawMessage.replace(/^fields\[/, "--field["),
      "run `chaukas-server export` to see the stored events",
    );
  }
  throw error;
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
