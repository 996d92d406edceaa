// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Makes gRPC calls with grpc-go: go run . ADDRESS DESCRIPTOR_SET CALLS
//
// CALLS is a file with a JSON list of calls: method, request, key and timeout_ms. Prints a JSON list with the status and
// the responses of each, as the user of grpc-go gets them with the default options of a connection.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"
	"time"

	_ "google.golang.org/genproto/googleapis/rpc/errdetails" // which details are read with
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

type call struct {
	Method    string          `json:"method"`
	Request   json.RawMessage `json:"request"`
	Key       string          `json:"key"`
	TimeoutMs int             `json:"timeout_ms"`
}

type result struct {
	Code      uint32            `json:"code"`
	Message   string            `json:"message"`
	Details   []json.RawMessage `json:"details"`
	Responses []json.RawMessage `json:"responses"`
}

func main() {
	files := readDescriptors(os.Args[2])
	var calls []call
	check(json.Unmarshal(must(os.ReadFile(os.Args[3])), &calls))
	connection := must(grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials())))
	results := []result{}
	for _, each := range calls {
		results = append(results, run(connection, files, each))
	}
	check(json.NewEncoder(os.Stdout).Encode(results))
}

func readDescriptors(path string) *protoregistry.Files {
	var set descriptorpb.FileDescriptorSet
	check(proto.Unmarshal(must(os.ReadFile(path)), &set))
	return must(protodesc.NewFiles(&set))
}

func run(connection *grpc.ClientConn, files *protoregistry.Files, each call) result {
	name := protoreflect.FullName(strings.ReplaceAll(each.Method, "/", "."))
	method := must(files.FindDescriptorByName(name)).(protoreflect.MethodDescriptor)
	request := dynamicpb.NewMessage(method.Input())
	check(protojson.Unmarshal(each.Request, request))
	timeout := 30 * time.Second
	if each.TimeoutMs > 0 {
		timeout = time.Duration(each.TimeoutMs) * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if each.Key != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+each.Key)
	}
	responses := []json.RawMessage{}
	err := receive(ctx, connection, method, "/"+each.Method, request, func(response proto.Message) {
		responses = append(responses, toJSON(response))
	})
	found := status.Convert(err)
	details := []json.RawMessage{}
	for _, detail := range found.Proto().GetDetails() {
		details = append(details, toJSON(detail))
	}
	return result{uint32(found.Code()), found.Message(), details, responses}
}

// Passes each response to add.
func receive(
	ctx context.Context,
	connection *grpc.ClientConn,
	method protoreflect.MethodDescriptor,
	path string,
	request proto.Message,
	add func(proto.Message),
) error {
	if !method.IsStreamingServer() {
		response := dynamicpb.NewMessage(method.Output())
		if err := connection.Invoke(ctx, path, request, response); err != nil {
			return err
		}
		add(response)
		return nil
	}
	stream, err := connection.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, path)
	if err != nil {
		return err
	}
	if err := errors.Join(stream.SendMsg(request), stream.CloseSend()); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for {
		response := dynamicpb.NewMessage(method.Output())
		if err := stream.RecvMsg(response); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		add(response)
	}
}

func toJSON(message proto.Message) json.RawMessage {
	return must(protojson.MarshalOptions{UseProtoNames: true}.Marshal(message))
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
