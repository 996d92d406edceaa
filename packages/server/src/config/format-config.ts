// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { stringify } from "yaml";
import type { ResolvedConfig } from "./resolve-config.js";
import { type Setting, settingFlag } from "./setting.js";
import { settings } from "./settings.js";

/** Formats a configuration as a YAML configuration file, with the source of each value and without secrets. */
export function formatConfig({ config, origins }: ResolvedConfig): string {
  return Object.entries<Setting<unknown>>(settings)
    .map(([name, setting]) => {
      const value = config[name as keyof typeof config];
      const shown = value === undefined ? undefined : (setting.mask?.(value) ?? value);
      return `${formatSetting(settingFlag(name), shown)} # ${origins[name as keyof typeof origins]}\n`;
    })
    .join("");
}

/** Formats one setting on one line. A setting without a value becomes a comment, to be filled in. */
function formatSetting(key: string, value: unknown): string {
  if (value === undefined) {
    return `# ${key}:`;
  }
  return Array.isArray(value)
    ? `${key}: ${JSON.stringify(value)}`
    : stringify({ [key]: value }, { lineWidth: 0 }).trim();
}
