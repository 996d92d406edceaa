// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command, Option } from "commander";
import { createKey } from "../../auth/create-key.js";
import { isGuessableKey } from "../../auth/key-text.js";
import type { EventStore } from "../../store/contract/event-store.js";
import type { KeyScope, StoredKey } from "../../store/contract/key-store.js";
import { CliError } from "../context/cli-error.js";
import { formatTable } from "../context/format-table.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";

interface CreateOptions {
  tenant: string;
  project?: string[];
  scope?: KeyScope[];
  label?: string;
  key?: string;
  json?: true;
}

/** Creates the `keys` commands, which create, list and revoke the keys of callers directly in the store. */
export function createKeysCommand(): Command {
  return new Command("keys")
    .description("Create, list and revoke the keys of callers. Works while the server is running.")
    .addCommand(createCreateCommand())
    .addCommand(createListCommand())
    .addCommand(createRevokeCommand());
}

function createCreateCommand(): Command {
  const command = new Command("create")
    .description("Create a key and print it to stdout, once. The store keeps only its hash.")
    .requiredOption("--tenant <TENANT>", "tenant that the key grants access to")
    .option("--project <PROJECT>", "project to restrict the key to, repeatable (default: all projects)", collect)
    .addOption(
      new Option(
        "--scope <SCOPE>",
        "what the key may do: ingest, query or redact, repeatable (default: ingest and query)",
      ).argParser<string[] | undefined>(collect),
    )
    .option("--label <TEXT>", "description of the key, shown in lists")
    .option("--key <KEY>", "key to use instead of a random one, such as one from another server")
    .option("--json", "print the key and its description as JSON");
  return addSettingOptions(command, ["store"]).action((options: CreateOptions) =>
    // The first key may have to exist before the server starts: without one, it listens on loopback only.
    withStore(command, "manage", (store) => create(store, options), { mayCreate: true }),
  );
}

async function create(store: EventStore, options: CreateOptions): Promise<void> {
  const first = await store.keys.isEmpty();
  const { key, stored } = await createKey(store.keys, {
    tenantId: options.tenant,
    ...(options.project && { projectIds: options.project }),
    ...(options.scope && { scopes: options.scope }),
    ...(options.label && { label: options.label }),
    ...(options.key && { key: options.key }),
  });
  process.stdout.write(options.json ? `${JSON.stringify({ ...describeKey(stored), key })}\n` : `${key}\n`);
  say(`created key ${stored.id} of tenant ${stored.tenantId}; it cannot be shown again`);
  if (options.key !== undefined && isGuessableKey(options.key)) {
    say("warning: this key can be guessed; replace it with a random one as soon as its callers can change");
  }
  if (first) {
    say("this is the first key: within two seconds, a server running on this store requires a key for each call");
  }
}

function createListCommand(): Command {
  const command = new Command("list")
    .description("List the keys, without their secret values.")
    .option("--tenant <TENANT>", "only keys of this tenant")
    .option("--json", "print one JSON object per line");
  return addSettingOptions(command, ["store"]).action(async ({ tenant, json }: { tenant?: string; json?: true }) => {
    const keys = (await withStore(command, "read", (store) => store.keys.list(tenant))).map(describeKey);
    if (json) {
      process.stdout.write(keys.map((key) => `${JSON.stringify(key)}\n`).join(""));
      return;
    }
    const rows = keys.map((key) => [
      key.id,
      key.tenant,
      key.projects.join(",") || "all",
      key.scopes.join(","),
      key.created,
      key.revoked ?? "",
      key.label,
    ]);
    process.stdout.write(formatTable([["ID", "TENANT", "PROJECTS", "SCOPES", "CREATED", "REVOKED", "LABEL"], ...rows]));
  });
}

function createRevokeCommand(): Command {
  const command = new Command("revoke")
    .description("Revoke a key permanently. Servers refuse it within seconds.")
    .argument("<ID>", "id of the key, as printed by `keys list`");
  return addSettingOptions(command, ["store"]).action(async (id: string) => {
    if (!(await withStore(command, "manage", (store) => store.keys.revoke(id, Date.now())))) {
      throw new CliError(`key: expected the id of a key, got ${JSON.stringify(id)}`, "see `chaukas-server keys list`");
    }
    say(`revoked key ${id}`);
  });
}

function describeKey({ id, tenantId, projectIds, scopes, label, createdMs, revokedMs }: StoredKey) {
  return {
    id,
    tenant: tenantId,
    projects: projectIds,
    scopes,
    label,
    created: new Date(createdMs).toISOString(),
    ...(revokedMs === undefined ? {} : { revoked: new Date(revokedMs).toISOString() }),
  };
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
