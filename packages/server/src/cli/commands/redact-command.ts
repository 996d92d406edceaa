// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { userInfo } from "node:os";
import { create } from "@bufbuild/protobuf";
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

/** Makes the command that erases values of an event in the store itself. */
export function createRedactCommand(): Command {
  const command = new Command("redact")
    .description(
      "Erase values of a stored event for good. The event still verifies, and the redaction is recorded in the log. " +
        "Needs --redaction on; on an SQLite file that a server has open, use the server.",
    )
    .argument("<EVENT>", "identifier of the event")
    .requiredOption("--tenant <TENANT>", "tenant that owns the event")
    .requiredOption<string[]>("--field <POINTER>", "place to erase, such as /message/text, repeatable", collect)
    .addOption(
      new Option("--method <METHOD>", "what is shown in its place").choices(["mask", "hash", "drop"]).default("mask"),
    )
    .requiredOption("--reason <TEXT>", "why, in words; it is recorded for ever, so it must not repeat what is erased")
    .option("--requested-by <TEXT>", "who asked for it, such as an office or the number of a case");
  const settings = ["store", "signingKey", "origin", "redaction"] as const;
  return addSettingOptions(command, settings).action((event: string, options: RedactOptions) =>
    redact(command, event, options),
  );
}

async function redact(command: Command, eventId: string, options: RedactOptions): Promise<void> {
  if (loadConfig(command).config.redaction !== "on") {
    throw usageError(
      "--redaction: expected on, since events are kept as they were recorded otherwise, got off",
      "redact",
    );
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
  const what = changed ? "redacted" : "was redacted before";
  process.stdout.write(
    `${JSON.stringify({ event_id: eventId, redaction_event_id: recordEventId, redaction_sequence: recordSequence })}\n`,
  );
  process.stderr.write(`${what}: event ${eventId}, recorded as ${recordEventId}\n`);
}

/** The same checks as over the network, whose errors speak of fields where there are flags. */
function explain(error: unknown): never {
  if (error instanceof ConnectError && (error.code === Code.NotFound || error.code === Code.InvalidArgument)) {
    throw new CliError(
      error.rawMessage.replace(/^fields\[/, "--field["),
      "see `chaukas-server export` for what is stored",
    );
  }
  throw error;
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
