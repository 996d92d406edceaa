// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ConfigError } from "./config-error.js";
import type { ServerConfig } from "./server-config.js";
import { type Setting, settingFlag, settingVariable } from "./setting.js";
import { settings } from "./settings.js";

/** Configuration values as given, before parsing. */
export interface ConfigSources {
  /** Values by name of the setting, such as `maxEventBytes`. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/** A configuration with the source of each value: `--port`, `CHAUKAS_PORT`, `chaukas.yaml` or `default`. */
export interface ResolvedConfig {
  readonly config: ServerConfig;
  readonly origins: { readonly [Name in keyof ServerConfig]: string };
}

/**
 * Reads each setting from the flags, then from the environment, then from the file, and otherwise uses its default. An
 * empty environment variable counts as not set. Throws a `ConfigError` for an invalid value, even if another source
 * overrides it, and for a key of the file that is not a setting.
 */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  refuseUnknownKeys(sources);
  const config: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const [first] = readCandidates(name, setting, sources);
    config[name] = first === undefined ? setting.default : first.value;
    origins[name] = first?.origin ?? "default";
  }
  return { config, origins } as unknown as ResolvedConfig;
}

function readCandidates(name: string, setting: Setting<unknown>, { flags, environment, file }: ConfigSources) {
  const flag = settingFlag(name);
  const variable = settingVariable(name);
  return [
    { raw: flags?.[name], origin: `--${flag}`, path: `--${flag}` },
    { raw: environment?.[variable] || undefined, origin: variable, path: variable },
    { raw: file?.values[flag], origin: file?.path ?? "", path: `${file?.path}: ${flag}` },
  ]
    .filter(({ raw }) => raw !== undefined)
    .map(({ raw, origin, path }) => ({ origin, value: readValue(setting, raw, path) }));
}

function readValue(setting: Setting<unknown>, raw: unknown, path: string): unknown {
  const value = setting.kind.parse(raw);
  if (value === undefined) {
    // A value that can hold a secret is not repeated.
    const got = setting.mask === undefined ? JSON.stringify(raw) : "another value";
    throw new ConfigError(path, `expected ${setting.kind.expected}, got ${got}`);
  }
  return value;
}

function refuseUnknownKeys({ file }: ConfigSources): void {
  const known = Object.keys(settings).map(settingFlag);
  for (const key of Object.keys(file?.values ?? {})) {
    if (!known.includes(key)) {
      throw new ConfigError(`${file?.path}: ${key}`, `expected one of the settings ${known.join(", ")}`);
    }
  }
}
