// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { WireType } from "@bufbuild/protobuf/wire";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { makeEvent } from "../../../test/events/make-event.js";
import { withoutServerFields } from "./server-fields.js";

it("removes the fields that only the server sets, and unknown fields", () => {
  const event = makeEvent();
  const given = { contentHash: "ab", hashPrev: "cd", wormProofId: "ef", serverTimestamp: timestampNow() };
  const $unknown = [{ no: 4000, wireType: WireType.Varint, data: new Uint8Array([1]) }];
  const before = { ...event, ...given, $unknown };
  expect(toBinary(EventSchema, withoutServerFields(before))).toEqual(toBinary(EventSchema, event));
});
