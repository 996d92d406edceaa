// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { stringify } from "yaml";
import type { ResolvedConfig } from "./resolve-config.js";
import { type Setting, settingFlag } from "./setting.js";
import { settings } from "./settings.js";

/** Writes a configuration as the YAML of a configuration file, with the origin of each value and without secrets. */
export function formatConfig({ config, origins }: ResolvedConfig): string {
  return Object.entries<Setting<unknown>>(settings)
    .map(([name, setting]) => {
      const value = config[name as keyof typeof config];
      const shown = value === undefined ? undefined : (setting.mask?.(value) ?? value);
      const line =
        shown === undefined
          ? `# ${settingFlag(name)}:`
          : stringify({ [settingFlag(name)]: shown }, { lineWidth: 0, collectionStyle: "flow" }).trim();
      return `${line.replace(/^\{ (.*) \}$/, "$1")} # ${origins[name as keyof typeof origins]}\n`;
    })
    .join("");
}
