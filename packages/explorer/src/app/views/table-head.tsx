// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The head of a table, with the names of its columns. */
export function TableHead({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
