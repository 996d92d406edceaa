// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescFile } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, type FileDescriptorProto } from "@bufbuild/protobuf/wkt";
import { expect, it } from "vitest";
import { compileProtos } from "../../test/compile-protos.ts";
import { messageShapesPlugin } from "./message-shapes-plugin.ts";

const body = `
  message Root { string id = 1; int32 count = 2; repeated Inner inner = 5; optional bool is_open = 6; repeated string names = 7; }
  message Inner { double score = 3; Root root = 4; }
  message Other { string id = 1; }
`;

/** Returns a file behind those that it imports. */
function dependenciesOf(file: DescFile): FileDescriptorProto[] {
  return [...new Set([...file.dependencies.flatMap(dependenciesOf), file.proto])];
}

function shapesOf(parameter: string, text = body): string[] {
  const { example } = compileProtos({ example: text });
  const request = {
    fileToGenerate: ["example.proto"],
    protoFile: dependenciesOf(example),
    parameter: `target=ts,${parameter}`,
  };
  const { file } = messageShapesPlugin.run(create(CodeGeneratorRequestSchema, request));
  return (file[0]?.content ?? "").split("\n").filter((line) => line.startsWith("  "));
}

it("describes the messages that the roots need, and no others", () => {
  expect(shapesOf("root=Root")).toEqual([
    '  Root: "id,count:n,inner:5[mInner,isOpen:?b,names:[s",',
    '  Inner: "score:3d,root:mRoot",',
  ]);
  expect(shapesOf("root=Other")).toEqual(['  Other: "id",']);
});

it.each([
  ["root=Missing", body, "root=Missing: expected one of Root, Inner, Other"],
  ["root=Odd", "message Odd { string odd__name = 1; }", "expected the name"],
  ["root=Odd", "message Odd { bytes raw = 1; }", "expected a type that shapes describe"],
])("refuses %s of %s", (parameter, text, problem) => {
  expect(() => shapesOf(parameter, text)).toThrow(problem);
});
