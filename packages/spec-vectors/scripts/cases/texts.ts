// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { breaksForm, type Case, JsonText, valid } from "../lib/case.ts";
import { onlySchemaHasNoKeyword } from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventProtoText, eventText } from "../lib/event-templates.ts";

function text(id: string, summary: string, value: string, ...tags: string[]): Case {
  return valid({
    id,
    summary,
    tags,
    json: eventJson({ branch: value, content: { kind: "message", text: value } }),
    protojson: eventProtoJson({ branch: value, message: { text: value } }),
  });
}

/** Creates an event with a text as written between the quotes in JSON, and its value. */
function escaped(id: string, summary: string, literal: string, value: string, ...tags: string[]): Case {
  return valid({
    id,
    summary,
    tags,
    json: new JsonText(eventText(`"branch":"${literal}"`)),
    canonical: eventJson({ branch: value }),
    protojson: new JsonText(eventProtoText(`"branch":"${literal}"`)),
  });
}

function bad(id: string, path: string, summary: string, members: string): Case {
  return breaksForm("bad_unicode", path, {
    id,
    summary,
    tags: ["surrogate"],
    json: new JsonText(eventText(members)),
    differences: onlySchemaHasNoKeyword,
  });
}

export const texts: readonly Case[] = [
  text("astral", "Characters outside the Basic Multilingual Plane.", "🚀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎 \u{10ffff}", "astral"),
  text("joined", "Characters that are shown as one.", "👩‍👩‍👧 🇩🇪 e\u0301 é", "astral"),
  text("right-to-left", "Text from right to left, with a mark.", "\u200fשלום عليكم"),
  text("controls", "Control characters, also 0.", "\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f\u0085"),
  text("quotes", "Characters that JSON escapes, and some that it need not.", "\" \\ / ' < > & \u2028 \u2029"),
  text("byte-order-mark", "A byte order mark at the start is part of the text.", "\ufefftext"),
  text("noncharacters", "Code points that are no characters.", "\ufffe\uffff\ufdd0\u{1fffe}"),
  text("replacement", "The character that stands for one that could not be read.", "\ufffd"),
  text("spaces", "A text of spaces.", " \u00a0\u3000 "),
  text("looks-like-json", "A text that looks like JSON.", '{"__proto__":null}'),
  escaped("escapes", "Every short escape, and one by number.", '\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041', '"\\/\b\f\n\r\tA'),
  escaped(
    "surrogate-pair",
    "An astral character as two escapes.",
    "\\ud83d\\ude80\\uD83D\\uDE80",
    "🚀🚀",
    "astral",
    "surrogate",
  ),
  bad("lone-high-surrogate", "/branch", "The first half of an astral character.", '"branch":"a\\ud83d"'),
  bad("lone-low-surrogate", "/branch", "The second half of an astral character.", '"branch":"\\ude80a"'),
  bad(
    "swapped-surrogates",
    "/branch",
    "The halves of an astral character in the wrong order.",
    '"branch":"\\ude80\\ud83d"',
  ),
  bad("surrogate-in-list", "/tags/1", "Half of an astral character in a list.", '"tags":["a","\\ud800"]'),
  bad(
    "surrogate-in-struct",
    "/metadata/a/0",
    "Half of an astral character in a Struct.",
    '"metadata":{"a":["\\udfff"]}',
  ),
  bad(
    "surrogate-in-content",
    "/content/text",
    "Half of an astral character in a content.",
    '"content":{"kind":"message","text":"\\ud83d"}',
  ),
  bad(
    "surrogate-in-type-url",
    "/extensions/0/type_url",
    "Half of an astral character in the name of a type.",
    '"extensions":[{"type_url":"\\ud83d"}]',
  ),
  breaksForm("wrong_type", "/branch", {
    id: "number",
    summary: "A number in place of a text.",
    json: eventJson({ branch: 5 }),
  }),
  breaksForm("wrong_type", "/branch", {
    id: "true",
    summary: "True in place of a text.",
    json: eventJson({ branch: true }),
  }),
  breaksForm("wrong_type", "/branch", {
    id: "list",
    summary: "A list in place of a text.",
    json: eventJson({ branch: ["main"] }),
  }),
  breaksForm("wrong_type", "/branch", {
    id: "object",
    summary: "An object in place of a text.",
    json: eventJson({ branch: {} }),
  }),
];
