// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, it } from "vitest";
import { resolveConfig } from "./resolve-config.js";
import { settingFlag, settingVariable } from "./setting.js";
import { defaultServerConfig, settings } from "./settings.js";

const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });

it("prefers flags over the environment, the environment over the file, and all of them over defaults", () => {
  fc.assert(
    fc.property(port, port, port, (flag, variable, key) => {
      const { config, origins } = resolveConfig({
        flags: flag === undefined ? {} : { port: String(flag) },
        environment: { CHAUKAS_PORT: variable === undefined ? "" : String(variable), OTHER: "x" },
        file: { path: "chaukas.yaml", values: key === undefined ? {} : { port: key } },
      });
      const given = [
        [flag, "--port"],
        [variable, "CHAUKAS_PORT"],
        [key, "chaukas.yaml"],
        [50_051, "default"],
      ] as const;
      expect([config.port, origins.port]).toEqual(given.find(([value]) => value !== undefined));
      expect({ ...config, port: 0 }).toEqual({ ...defaultServerConfig, port: 0 });
    }),
  );
});

it("rejects every value that is not of the setting's kind", () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(settings) as (keyof typeof settings)[])), fc.string(), (name, text) => {
      try {
        const value = resolveConfig({ flags: { [name]: text } }).config[name];
        expect(settings[name].kind.parse(text)).toEqual(value);
      } catch (error) {
        expect(error).toMatchObject({ name: "ConfigError", code: "invalid_config", path: `--${settingFlag(name)}` });
      }
    }),
  );
});

it("reports the location of a bad value, even if another source overrides it", () => {
  const file = { path: "chaukas.yaml", values: { port: "many" } };
  expect(() => resolveConfig({ flags: { port: "1" }, file })).toThrow(
    'chaukas.yaml: port: expected an integer from 0 to 65535, got "many"',
  );
  expect(() => resolveConfig({ environment: { CHAUKAS_CORS_ORIGINS: "app.example.com" } })).toThrow(
    'CHAUKAS_CORS_ORIGINS: expected origins such as https://app.example.com, separated by commas, or *, got "app.example.com"',
  );
  expect(() => resolveConfig({ file: { path: "x.json", values: { maxEventBytes: 1 } } })).toThrow(
    "x.json: maxEventBytes: expected one of the settings host, port, ",
  );
});

it.each(["http://localhost:4318", "https://user:p%40ss@otlp.example.com/base/", "HTTP://[::1]:4318"])(
  "takes %s as an endpoint",
  (url) => {
    expect(resolveConfig({ flags: { forwardOtlp: url } }).config.forwardOtlp).toBe(url);
  },
);

it.each([
  "http://localhost:4318?key=secret",
  "http://localhost:4318?",
  "http://localhost:4318/#secret",
  "http://localhost:4318#",
  "http:localhost",
  "http:\\\\localhost",
  "http://local host",
  "http://local\nhost",
  "http://%zz@localhost",
  "ftp://localhost",
])("refuses %j as an endpoint, to which no path can be appended, without repeating it", (url) => {
  expect(() => resolveConfig({ flags: { forwardOtlp: url } })).toThrow(
    /^--forward-otlp: expected a URL without query and fragment, such as http:\/\/localhost:4318, got another value$/,
  );
});

it("has a unique flag, a variable and a valid default for every setting", () => {
  const names = Object.keys(settings);
  expect(new Set(names.map(settingFlag)).size).toBe(names.length);
  expect(settingVariable("maxEventBytes")).toBe("CHAUKAS_MAX_EVENT_BYTES");
  for (const setting of Object.values(settings)) {
    expect(setting.default === undefined || setting.kind.parse(setting.default) !== undefined).toBe(true);
  }
});
