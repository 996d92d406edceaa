// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import go from "highlight.js/lib/languages/go";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import protobuf from "highlight.js/lib/languages/protobuf";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import { escapeHtml, type Html, html, raw } from "../html/html.ts";

const languages = { go, js: javascript, json, proto: protobuf, python, sh: bash, ts: typescript, yaml };
for (const [name, language] of Object.entries(languages)) {
  hljs.registerLanguage(name, language);
}

/** Returns a block of code as markup with classes. Throws for a language that is not registered here. */
export function highlight(code: string, language: string): Html {
  if (language !== "" && language !== "text" && !Object.hasOwn(languages, language)) {
    const known = ["text", ...Object.keys(languages)].join(", ");
    throw new ScriptError(
      `code block: expected one of the languages ${known}, got ${JSON.stringify(language)}`,
      "write one of them, or register the language in packages/docs/src/markdown/highlight.ts",
    );
  }
  const text = language === "" || language === "text" ? escapeHtml(code) : hljs.highlight(code, { language }).value;
  return html`<pre class="code"><code>${raw(text)}</code></pre>`;
}
