// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Command judge decodes messages with Go's protobuf, and encodes them again.
//
// Usage: judge DESCRIPTOR_SET TYPE INPUT OUTPUT
//
// Input and output have the form that judge.py describes.
package main

import (
	"encoding/binary"
	"os"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Decodes a message. False if Go refuses it, or panics, as it does in dynamic messages for the key of a map with another
// wire type.
func decode(body []byte, message proto.Message) (isDecoded bool) {
	defer func() {
		if recover() != nil {
			isDecoded = false
		}
	}()
	return proto.Unmarshal(body, message) == nil
}

func main() {
	set := &descriptorpb.FileDescriptorSet{}
	if err := proto.Unmarshal(must(os.ReadFile(os.Args[1])), set); err != nil {
		panic(err)
	}
	files := must(protodesc.NewFiles(set))
	name := protoreflect.FullName(os.Args[2])
	descriptor := must(files.FindDescriptorByName(name)).(protoreflect.MessageDescriptor)
	input := must(os.ReadFile(os.Args[3]))
	output := []byte{}
	for len(input) > 0 {
		size := binary.LittleEndian.Uint32(input)
		body := input[4 : 4+size]
		input = input[4+size:]
		message := dynamicpb.NewMessage(descriptor)
		if !decode(body, message) {
			output = append(output, 0, 0, 0, 0, 0)
			continue
		}
		result := must(proto.MarshalOptions{Deterministic: true}.Marshal(message))
		output = append(binary.LittleEndian.AppendUint32(append(output, 1), uint32(len(result))), result...)
	}
	if err := os.WriteFile(os.Args[4], output, 0o600); err != nil {
		panic(err)
	}
}
