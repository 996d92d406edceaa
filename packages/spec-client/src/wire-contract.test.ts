// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { file_chaukas_spec_client_v1_client } from "@chaukas/spec-client";
import { contractRemedy, factsOfFile, readContractFacts } from "@chaukas/testdata";
import { expect, it } from "vitest";

it("agrees with the wire contract", () => {
  expect(factsOfFile(file_chaukas_spec_client_v1_client), contractRemedy).toEqual(
    readContractFacts("chaukas.spec.client.v1"),
  );
});
