// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packFixture } from "../../test/pack-fixture.ts";
import { createSbom } from "./sbom.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-sbom-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("lists a package and its dependencies from the same release, with licences and the given time", async () => {
  const [common, client, server] = [
    await packFixture(folder, { name: "@chaukas/spec-common", version: "1.2.0-next.0" }),
    await packFixture(folder, {
      name: "@chaukas/spec-client",
      version: "1.2.0-next.0",
      dependencies: { "@chaukas/spec-common": "^1.2.0-next.0" },
    }),
    await packFixture(folder, {
      name: "@chaukas/spec-server",
      version: "1.2.0-next.0",
      dependencies: { "@chaukas/spec-client": "^1.2.0-next.0" },
    }),
  ];
  const created = new Date("2026-01-02T03:04:05.678Z");
  const document = await createSbom(server, [client, common, server], { created });
  expect(document).toMatchObject({
    spdxVersion: "SPDX-2.3",
    name: "@chaukas/spec-server@1.2.0-next.0",
    creationInfo: { created: "2026-01-02T03:04:05Z" },
  });
  expect(
    document.packages.map(({ name, versionInfo, licenseDeclared }) => [name, versionInfo, licenseDeclared]),
  ).toEqual(["server", "client", "common"].map((name) => [`@chaukas/spec-${name}`, "1.2.0-next.0", "Apache-2.0"]));
});

test("refuses a dependency without a licence", async () => {
  const common = await packFixture(folder, { name: "@chaukas/spec-common", version: "1.0.0", license: undefined });
  const dependencies = { "@chaukas/spec-common": "^1.0.0" };
  const client = await packFixture(folder, { name: "@chaukas/spec-client", version: "1.0.0", dependencies });
  await expect(createSbom(client, [common, client])).rejects.toThrow(
    "@chaukas/spec-client: expected every dependency to declare its licence, got none from @chaukas/spec-common@1.0.0",
  );
});
