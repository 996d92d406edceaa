// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Difference, VectorForm } from "../../src/index.ts";

/** Why the verdict of a form may differ from that of a vector. */
export const reasons = {
  "form-only":
    "The codec and the readers of protobuf libraries judge whether a message can be read. What it may say is up to the rules in the protos.",
  "required-mark":
    "The REST interface demands this member since version 1.0.5. In protobuf an absent member is one at its default, which no rule refuses, and a writer leaves it out.",
  "tenant-from-credentials":
    "A JSON document may leave out tenant_id, since a server that knows the tenant from the caller's credentials fills it in. The message that is stored must have it.",
  "value-list":
    "The REST interface lists the values of this member since version 1.0.5. In the protos it is free text, and an empty text stands for an absent member.",
  "unknown-number":
    "A reader keeps and passes on numbers of an enum that it does not know. The lists of the OpenAPI document and of the strict schemas are closed, since a producer has no reason to send one.",
  "open-objects":
    "The OpenAPI document and the lenient schemas allow members that this version does not know, so that later versions can add some.",
  "open-lists": "The lenient schemas allow values of enums and kinds of content that this version does not know.",
  "parsed-value": "A schema sees what a JSON parser makes of the text, which hides this.",
  "no-keyword":
    "JSON Schema cannot say this: it has no keyword for it, or only a pattern that does not cope with texts of any length. The precompiled validators check some of it all the same.",
  "date-time-format":
    "The format date-time of JSON Schema is RFC 3339, which has a year 0, leap seconds and any number of digits, and some validators let even more pass. The precompiled validators ask for what a Timestamp can hold.",
  "characters-not-bytes":
    "JSON Schema counts characters and the rule counts bytes of UTF-8, so that a text of this length passes when it is not all ASCII.",
  "json-range": "The message is fine in protobuf, but the public JSON cannot hold this value without changing it.",
  "null-member":
    "A reader takes null for an absent member, since many serializers write it. The schemas describe what a writer writes, which is never null.",
  "real-producers":
    "The reader of ProtoJSON accepts what real producers send, although the definition of ProtoJSON does not allow it.",
} as const satisfies Record<string, string>;

type Reason = keyof typeof reasons;

/** Returns the differences of several forms with one reason. */
function differ(reason: Reason, verdict: Difference["verdict"], ...forms: VectorForm[]): Difference[] {
  return forms.map((form) => ({ form, verdict, reason }));
}

/** A valid message lacks a member that the REST interface requires. */
export const lacksRequiredMark = differ("required-mark", "invalid", "strict", "lenient", "openapi");
export const lacksTenant = differ("tenant-from-credentials", "valid", "strict", "lenient", "openapi");
/** A valid message has a value that the REST interface does not list. */
export const outsideValueList = differ("value-list", "invalid", "strict", "openapi");
/** A valid message has an enum number without a name. */
export const hasUnknownNumber = differ("unknown-number", "invalid", "strict", "openapi");
/** An invalid message has a member that this version does not know. */
export const isOpenObject = differ("open-objects", "valid", "lenient", "openapi");
/** An invalid message has a value or kind that this version does not know. */
export const isOpenList = differ("open-lists", "valid", "lenient");
export const isHiddenByParser = differ("parsed-value", "valid", "strict", "lenient", "openapi");
export const hasNoKeyword = differ("no-keyword", "valid", "strict", "lenient", "openapi");
/** The precompiled validators check what no keyword of a schema can say. */
export const onlySchemaHasNoKeyword = differ("no-keyword", "valid", "openapi");
export const isLooseDateTime = differ("date-time-format", "valid", "openapi");
export const countsCharacters = differ("characters-not-bytes", "valid", "strict", "lenient", "openapi");
/** A message satisfies the rules of the protos, but cannot be written as public JSON. */
export const exceedsJson = differ("json-range", "valid", "protovalidate", "protobuf");
/** A valid message has null for a member that is not set. */
export const hasNullMember = differ("null-member", "invalid", "strict", "lenient", "openapi");
/** A message in ProtoJSON is accepted only by the reader of this repository. */
export const isRealProducers = differ("real-producers", "invalid", "protobuf");
