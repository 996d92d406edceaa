// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatRoute, type ListName } from "../route.js";

interface FilterFormProps {
  readonly view: ListName;
  /** Parameters of the URL of the view. */
  readonly filter: Readonly<Record<string, string>>;
  /** The parameters that the form has besides a range of times, with their labels. */
  readonly fields: Readonly<Record<string, string>>;
  /** The values that a parameter may have, with what people call them. Others are entered as text. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Asks for a filter, and shows the view that has it. */
export function FilterForm({ view, filter, fields, choices }: FilterFormProps) {
  return (
    <form
      class="filter"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const entries = [...new FormData(submitted.currentTarget)].map(([name, value]) => [
          name,
          toParameter(name, String(value).trim()),
        ]);
        location.hash = formatRoute({ view, filter: Object.fromEntries(entries.filter(([, value]) => value !== "")) });
      }}
    >
      {Object.entries(fields).map(([name, label]) => (
        <div key={name}>
          <label for={name}>{label}</label>
          {choices[name] === undefined ? (
            <input id={name} name={name} value={filter[name] ?? ""} />
          ) : (
            <select id={name} name={name} value={filter[name] ?? ""}>
              <option value="">any</option>
              {Object.entries(choices[name]).map(([value, called]) => (
                <option key={value} value={value}>
                  {called}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      {(["start", "end"] as const).map((name) => (
        <div key={name}>
          <label for={name}>{name === "start" ? "From" : "Until"}</label>
          <input id={name} name={name} type="datetime-local" value={toLocal(filter[name])} />
        </div>
      ))}
      <button type="submit">Find</button>
    </form>
  );
}

/** The form has times in the zone of the browser, and the URL has them in UTC, so that it means the same everywhere. */
function toParameter(name: string, value: string): string {
  return (name === "start" || name === "end") && value !== "" ? new Date(value).toISOString() : value;
}

function toLocal(time: string | undefined): string {
  const date = new Date(time ?? "");
  const local = date.getTime() - date.getTimezoneOffset() * 60_000;
  return Number.isNaN(local) ? "" : new Date(local).toISOString().slice(0, 16);
}
