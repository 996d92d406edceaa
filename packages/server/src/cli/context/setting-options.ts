// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Command, Option } from "commander";
import { type ResolvedConfig, resolveConfig } from "../../config/resolve-config.js";
import type { ServerConfig } from "../../config/server-config.js";
import { type Setting, settingFlag, settingVariable } from "../../config/setting.js";
import { settings } from "../../config/settings.js";

/** Adds the flags of settings, and `--config`, to a command. */
export function addSettingOptions(command: Command, names: readonly (keyof ServerConfig)[]): Command {
  command.addOption(
    new Option("--config <FILE>", "YAML or JSON file with settings, named like the flags (env: CHAUKAS_CONFIG)"),
  );
  for (const name of names) {
    command.addOption(createOption(name, settings[name] as Setting<unknown>));
  }
  return command;
}

function createOption(name: string, setting: Setting<unknown>): Option {
  const shown = setting.default === undefined || `${setting.default}` === "" ? "none" : `${setting.default}`;
  const about = `${setting.about} (default: ${shown}, env: ${settingVariable(name)})`;
  return new Option(`--${settingFlag(name)} <${setting.kind.placeholder}>`, about).helpGroup(`${setting.group}:`);
}

/** Reads the settings of a command from its flags, the environment and the configuration file. Rejects with `ConfigError`. */
export async function loadConfig(command: Command): Promise<ResolvedConfig> {
  const flags = command.opts<Record<string, unknown> & { config?: string }>();
  const path = flags.config ?? (process.env["CHAUKAS_CONFIG"] || undefined);
  if (path === undefined) {
    return resolveConfig({ flags, environment: process.env });
  }
  // Loaded on demand, since most commands have no file.
  const { readConfigFile } = await import("./read-config-file.js");
  return resolveConfig({ flags, environment: process.env, file: readConfigFile(path) });
}
