// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Markup that is complete in itself. */
export interface Html {
  readonly markup: string;
}

/** What a template can contain. Text is escaped, markup is not, and what is absent adds nothing. */
type Part = Html | string | number | false | undefined | readonly Part[];

/** Joins markup and values to markup, and escapes text among the values. */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { markup: texts.map((text, index) => text + print(values[index])).join("") };
}

/** Marks a text as markup. It must come from a renderer that escapes. */
export function raw(markup: string): Html {
  return { markup };
}

/** Escapes a text, for the content of an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function print(value: Part): string {
  if (value === undefined || value === false) {
    return "";
  }
  if (typeof value === "string" || typeof value === "number") {
    return escapeHtml(String(value));
  }
  return "markup" in value ? value.markup : value.map(print).join("");
}
