// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Html, html } from "./html.ts";

/** A member of a message, an enum, an object or a service, as a reference lists it. */
export interface Member {
  /** Anchor of the member on its page. */
  readonly id: string;
  readonly name: string;
  /** The type, or what else stands beside the name. */
  readonly type: Html;
  readonly badges: readonly Badge[];
  readonly description: Html;
  /** Rules that values must keep, such as `string.max_bytes = 256`. */
  readonly rules: readonly string[];
}

/** A fact about an element in a word or two. */
export interface Badge {
  readonly text: string;
  /** Decides the colour. */
  readonly kind: "plain" | "warn" | "pii";
}

/** Returns badges as markup. */
export function renderBadges(badges: readonly Badge[]): Html {
  return html`${badges.map(({ text, kind }) => html` <span class="badge ${kind}">${text}</span>`)}`;
}

/** Returns members as a list of descriptions. */
export function renderMembers(members: readonly Member[]): Html {
  return html`<dl class="members">${members.map(renderMember)}</dl>`;
}

function renderMember({ id, name, type, badges, description, rules }: Member): Html {
  const listed = rules.map((rule) => html`<code>${rule}</code> `);
  return html`
<dt id="${id}"><a class="anchor" href="#${id}"><code>${name}</code></a> <span class="type">${type}</span>${renderBadges(badges)}</dt>
<dd>${description}${rules.length > 0 && html`<p class="rules"><span>Rules</span> ${listed}</p>`}</dd>`;
}
