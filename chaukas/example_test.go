// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package chaukas_test

import (
	"context"
	"fmt"
	"log"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
	serverv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/server/v1"
)

// MyChaukasServer is a platform of its own: it implements what it offers, and leaves the rest unimplemented.
type MyChaukasServer struct {
	serverv1.UnimplementedChaukasServerServiceServer
}

// IngestEvent accepts every event.
func (s *MyChaukasServer) IngestEvent(_ context.Context, req *serverv1.IngestEventRequest) (*serverv1.IngestEventResponse, error) {
	return &serverv1.IngestEventResponse{EventId: req.GetEvent().GetEventId(), Status: "accepted"}, nil
}

// A server of the service that platforms offer, and a call of it.
func Example() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer()
	serverv1.RegisterChaukasServerServiceServer(server, &MyChaukasServer{})
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()

	connection, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	client := serverv1.NewChaukasServerServiceClient(connection)
	event := &commonv1.Event{EventId: "evt_123", Type: commonv1.EventType_EVENT_TYPE_AGENT_START, SessionId: "session_abc"}
	response, err := client.IngestEvent(context.Background(), &serverv1.IngestEventRequest{Event: event})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.GetEventId(), response.GetStatus())
	// Output: evt_123 accepted
}
