// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { stringify } from "yaml";
import { ConfigError } from "./config-error.js";
import type { ServerConfig } from "./server-config.js";
import { type Setting, settingFlag, settingVariable } from "./setting.js";
import { settings } from "./settings.js";

/** Values as they were given, before they are read. */
export interface ConfigSources {
  /** By name of setting, such as `maxEventBytes`. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/** A configuration, and where each value of it is from: `--port`, `CHAUKAS_PORT`, `chaukas.yaml` or `default`. */
export interface ResolvedConfig {
  readonly config: ServerConfig;
  readonly origins: { readonly [Name in keyof ServerConfig]: string };
}

/**
 * Takes every setting from the flags, or else the environment, or else the file, or else its default. An empty
 * variable of the environment counts as not set. Throws a `ConfigError` for a value that is not of its kind, also
 * when another one goes before it, and for a key of the file that is no setting.
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
    throw new ConfigError(path, `expected ${setting.kind.expected}, got ${JSON.stringify(raw)}`);
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

/** Writes a configuration as the YAML of a configuration file, with the origin of each value and without secrets. */
export function formatConfig({ config, origins }: ResolvedConfig): string {
  return Object.entries<Setting<unknown>>(settings)
    .map(([name, setting]) => {
      const value = config[name as keyof typeof config];
      const shown = value === undefined ? undefined : (setting.mask?.(value) ?? value);
      return `${formatSetting(settingFlag(name), shown)} # ${origins[name as keyof typeof origins]}\n`;
    })
    .join("");
}

/** Writes one setting in one line. What has no value is left as a comment, to be filled in. */
function formatSetting(key: string, value: unknown): string {
  if (value === undefined) {
    return `# ${key}:`;
  }
  return Array.isArray(value)
    ? `${key}: ${JSON.stringify(value)}`
    : stringify({ [key]: value }, { lineWidth: 0 }).trim();
}
