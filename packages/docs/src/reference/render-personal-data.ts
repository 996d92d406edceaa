// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescFile, getOption } from "@bufbuild/protobuf";
import * as options from "@chaukas/codegen/options";
import { relativeLink } from "../documents/create-links.ts";
import { type Html, html } from "../html/html.ts";
import type { Rendered } from "../markdown/render-markdown.ts";
import { anchorOf, type ProtoPlaces } from "./proto-places.ts";

/** Path of the page that lists the fields for personal data. */
export const personalDataPath = "reference/personal-data.html";

/** Renders the list of all fields that may hold personal data, and whether it can be erased. */
export function renderPersonalData(files: readonly DescFile[], places: ProtoPlaces): Rendered {
  const fields = files.flatMap(({ messages }) => messages.flatMap(({ fields }) => fields));
  const isOf = (pii: options.Pii) => fields.filter((field) => getOption(field, options.pii) === pii);
  return {
    body: html`<h1 id="personal-data">Personal data</h1>
<p>Where personal data is to be expected in events, and in what else the protos define. All other fields are not meant for
it. Redaction erases values without breaking the proofs, except where a reason is given.</p>
<h2 id="likely">To be expected</h2>
<p>These fields hold what people wrote or were told, or who they are.</p>
${renderTable(isOf(options.Pii.LIKELY))}
<h2 id="possible">Possible</h2>
<p>These fields are free-form, so that personal data may turn up in them.</p>
${renderTable(isOf(options.Pii.POSSIBLE))}`,
    headings: [
      { level: 1, id: "personal-data", text: "Personal data" },
      { level: 2, id: "likely", text: "To be expected" },
      { level: 2, id: "possible", text: "Possible" },
    ],
  };

  function renderTable(fields: readonly DescField[]): Html {
    return html`<div class="table"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Proto</th><th scope="col">Stays for ever because</th></tr></thead>
<tbody>${fields.map(renderRow)}</tbody></table></div>`;
  }

  function renderRow(field: DescField): Html {
    const page = places.pageOf(field.parent.file);
    const href = relativeLink(personalDataPath, `${page}#${anchorOf(field)}`);
    const kept = getOption(field, options.not_redactable_because);
    return html`<tr><td><a href="${href}"><code>${anchorOf(field)}</code></a></td>
<td>${field.parent.file.name.split("/").at(-1)}</td><td>${kept === "" ? "–" : kept}</td></tr>`;
  }
}
