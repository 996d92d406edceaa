// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { file_chaukas_spec_client_v1_client } from "@chaukas/spec-client";
import { ChaukasServerService, file_chaukas_spec_server_v1_server } from "@chaukas/spec-server";
import { contractRemedy, factsOfFile, readContractFacts } from "@chaukas/testdata";
import { expect, it } from "vitest";

it("agrees with the wire contract", () => {
  expect(factsOfFile(file_chaukas_spec_server_v1_server), contractRemedy).toEqual(
    readContractFacts("chaukas.spec.server.v1"),
  );
});

it("has every message of the client service, with the same fields", () => {
  const fieldsOfClient = factsOfFile(file_chaukas_spec_client_v1_client)
    .map((fact) => fact.replaceAll("chaukas.spec.client.v1", "chaukas.spec.server.v1"))
    .filter((fact) => fact.startsWith("field ") || fact.startsWith("message "));
  const factsOfServer = factsOfFile(file_chaukas_spec_server_v1_server);
  expect(fieldsOfClient.filter((fact) => !factsOfServer.includes(fact))).toEqual([]);
  expect(ChaukasServerService.methods.map((method) => method.name)).toContain("GetEventStats");
});
