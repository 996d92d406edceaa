// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Text of `chaukas-verify --help`. */
export const helpText = `Usage: chaukas-verify <SOURCE> --origin <ORIGIN> --key <KEY> --checkpoint <FILE>

Verifies that the audit trail of a tenant is what it was (chaukas-integrity/1): every content hash and
commitment, the chain, the tree, and that nothing was changed, removed, inserted or reordered since a
checkpoint that you kept. Neither the export nor the server is asked what the key or the origin is.

SOURCE is an export (lines of JSON; also compressed, .gz), - for stdin, or the URL of a server. A server
is sent the key in CHAUKAS_KEY, if there is one. To verify a store, export it first:
\`chaukas-server export --proof --tenant <TENANT> --output trail.jsonl\`; \`chaukas-server fsck\` looks
at the rest of it, too.

Options:
  --origin <ORIGIN>         origin of the log, such as audit.example.com/t/acme
  --key <KEY>               verifier key of the log (<name>+<key id>+<base64>), or a file with it
  --checkpoint <FILE>       signed checkpoint that you kept; may be repeated
  --no-checkpoint           go without: shows only that the trail is consistent in itself
  --save-checkpoint <FILE>  keep the server's newest checkpoint, once all is verified
  --proof-only              of a server, verify that the log has only grown, without its records
  --json                    print the result as one JSON object
  -h, --help                print this text
  -V, --version             print the version

Exit codes:
  0  verified
  1  something is wrong: the first bad record is named, with what is wrong with it
  2  the command line is not right, or a file or server cannot be read: nothing was verified
`;
