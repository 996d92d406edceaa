// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package chaukas_test

import (
	"context"

	clientv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/client/v1"
	commonv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1"
	serverv1 "github.com/chaukasai/chaukas-spec/chaukas/spec/server/v1"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Servers of version 1.0.5 embed these, and implement what they like.
var (
	_ clientv1.ChaukasClientServiceServer = struct {
		clientv1.UnimplementedChaukasClientServiceServer
	}{}
	_ serverv1.ChaukasServerServiceServer = struct {
		serverv1.UnimplementedChaukasServerServiceServer
	}{}
)

// Everything that version 1.0.5 exported, with its type. A program that was written for that version still compiles if
// this does. No line ever changes.

func _(v clientv1.ChaukasClientServiceClient) func(ctx context.Context, in *clientv1.GetCapabilitiesRequest, opts ...grpc.CallOption) (*clientv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v clientv1.ChaukasClientServiceClient) func(ctx context.Context, in *clientv1.HealthzRequest, opts ...grpc.CallOption) (*clientv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v clientv1.ChaukasClientServiceClient) func(ctx context.Context, in *clientv1.IngestEventRequest, opts ...grpc.CallOption) (*clientv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v clientv1.ChaukasClientServiceClient) func(ctx context.Context, in *clientv1.IngestEventBatchRequest, opts ...grpc.CallOption) (*clientv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v clientv1.ChaukasClientServiceClient) func(ctx context.Context, in *clientv1.QueryEventsRequest, opts ...grpc.CallOption) (*clientv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ clientv1.ChaukasClientServiceClient

func _(v clientv1.ChaukasClientServiceServer) func(context.Context, *clientv1.GetCapabilitiesRequest) (*clientv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v clientv1.ChaukasClientServiceServer) func(context.Context, *clientv1.HealthzRequest) (*clientv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v clientv1.ChaukasClientServiceServer) func(context.Context, *clientv1.IngestEventRequest) (*clientv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v clientv1.ChaukasClientServiceServer) func(context.Context, *clientv1.IngestEventBatchRequest) (*clientv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v clientv1.ChaukasClientServiceServer) func(context.Context, *clientv1.QueryEventsRequest) (*clientv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ clientv1.ChaukasClientServiceServer

const _ = clientv1.ChaukasClientService_GetCapabilities_FullMethodName
const _ = clientv1.ChaukasClientService_Healthz_FullMethodName
const _ = clientv1.ChaukasClientService_IngestEventBatch_FullMethodName
const _ = clientv1.ChaukasClientService_IngestEvent_FullMethodName
const _ = clientv1.ChaukasClientService_QueryEvents_FullMethodName

var _ grpc.ServiceDesc = clientv1.ChaukasClientService_ServiceDesc
var _ protoreflect.FileDescriptor = clientv1.File_chaukas_spec_client_v1_client_proto
var _ *clientv1.GetCapabilitiesRequest

func _(v *clientv1.GetCapabilitiesRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.GetCapabilitiesRequest) func()                      { return v.ProtoMessage }
func _(v *clientv1.GetCapabilitiesRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.GetCapabilitiesRequest) func()                      { return v.Reset }
func _(v *clientv1.GetCapabilitiesRequest) func() string               { return v.String }
func _(v *clientv1.GetCapabilitiesResponse) **commonv1.Capabilities    { return &v.Capabilities }

var _ *clientv1.GetCapabilitiesResponse

func _(v *clientv1.GetCapabilitiesResponse) func() ([]byte, []int)        { return v.Descriptor }
func _(v *clientv1.GetCapabilitiesResponse) func() *commonv1.Capabilities { return v.GetCapabilities }
func _(v *clientv1.GetCapabilitiesResponse) func()                        { return v.ProtoMessage }
func _(v *clientv1.GetCapabilitiesResponse) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *clientv1.GetCapabilitiesResponse) func()                        { return v.Reset }
func _(v *clientv1.GetCapabilitiesResponse) func() string                 { return v.String }

var _ *clientv1.HealthzRequest

func _(v *clientv1.HealthzRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.HealthzRequest) func()                      { return v.ProtoMessage }
func _(v *clientv1.HealthzRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.HealthzRequest) func()                      { return v.Reset }
func _(v *clientv1.HealthzRequest) func() string               { return v.String }

var _ *clientv1.HealthzResponse

func _(v *clientv1.HealthzResponse) func() ([]byte, []int)        { return v.Descriptor }
func _(v *clientv1.HealthzResponse) func()                        { return v.ProtoMessage }
func _(v *clientv1.HealthzResponse) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *clientv1.HealthzResponse) func()                        { return v.Reset }
func _(v *clientv1.HealthzResponse) func() string                 { return v.String }
func _(v *clientv1.IngestEventBatchRequest) **commonv1.EventBatch { return &v.EventBatch }

var _ *clientv1.IngestEventBatchRequest

func _(v *clientv1.IngestEventBatchRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.IngestEventBatchRequest) func() *commonv1.EventBatch { return v.GetEventBatch }
func _(v *clientv1.IngestEventBatchRequest) func()                      { return v.ProtoMessage }
func _(v *clientv1.IngestEventBatchRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.IngestEventBatchRequest) func()                      { return v.Reset }
func _(v *clientv1.IngestEventBatchRequest) func() string               { return v.String }

var _ *clientv1.IngestEventBatchResponse

func _(v *clientv1.IngestEventBatchResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.IngestEventBatchResponse) func()                      { return v.ProtoMessage }
func _(v *clientv1.IngestEventBatchResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.IngestEventBatchResponse) func()                      { return v.Reset }
func _(v *clientv1.IngestEventBatchResponse) func() string               { return v.String }
func _(v *clientv1.IngestEventRequest) **commonv1.Event                  { return &v.Event }

var _ *clientv1.IngestEventRequest

func _(v *clientv1.IngestEventRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.IngestEventRequest) func() *commonv1.Event      { return v.GetEvent }
func _(v *clientv1.IngestEventRequest) func()                      { return v.ProtoMessage }
func _(v *clientv1.IngestEventRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.IngestEventRequest) func()                      { return v.Reset }
func _(v *clientv1.IngestEventRequest) func() string               { return v.String }

var _ *clientv1.IngestEventResponse

func _(v *clientv1.IngestEventResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *clientv1.IngestEventResponse) func()                      { return v.ProtoMessage }
func _(v *clientv1.IngestEventResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *clientv1.IngestEventResponse) func()                      { return v.Reset }
func _(v *clientv1.IngestEventResponse) func() string               { return v.String }

var _ func(cc grpc.ClientConnInterface) clientv1.ChaukasClientServiceClient = clientv1.NewChaukasClientServiceClient

func _(v *clientv1.QueryEventsRequest) **commonv1.QueryRequest { return &v.Query }

var _ *clientv1.QueryEventsRequest

func _(v *clientv1.QueryEventsRequest) func() ([]byte, []int)        { return v.Descriptor }
func _(v *clientv1.QueryEventsRequest) func() *commonv1.QueryRequest { return v.GetQuery }
func _(v *clientv1.QueryEventsRequest) func()                        { return v.ProtoMessage }
func _(v *clientv1.QueryEventsRequest) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *clientv1.QueryEventsRequest) func()                        { return v.Reset }
func _(v *clientv1.QueryEventsRequest) func() string                 { return v.String }
func _(v *clientv1.QueryEventsResponse) **commonv1.QueryResponse     { return &v.Response }

var _ *clientv1.QueryEventsResponse

func _(v *clientv1.QueryEventsResponse) func() ([]byte, []int)         { return v.Descriptor }
func _(v *clientv1.QueryEventsResponse) func() *commonv1.QueryResponse { return v.GetResponse }
func _(v *clientv1.QueryEventsResponse) func()                         { return v.ProtoMessage }
func _(v *clientv1.QueryEventsResponse) func() protoreflect.Message    { return v.ProtoReflect }
func _(v *clientv1.QueryEventsResponse) func()                         { return v.Reset }
func _(v *clientv1.QueryEventsResponse) func() string                  { return v.String }

var _ func(s grpc.ServiceRegistrar, srv clientv1.ChaukasClientServiceServer) = clientv1.RegisterChaukasClientServiceServer
var _ *clientv1.UnimplementedChaukasClientServiceServer

func _(v *clientv1.UnimplementedChaukasClientServiceServer) func(context.Context, *clientv1.GetCapabilitiesRequest) (*clientv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v *clientv1.UnimplementedChaukasClientServiceServer) func(context.Context, *clientv1.HealthzRequest) (*clientv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v *clientv1.UnimplementedChaukasClientServiceServer) func(context.Context, *clientv1.IngestEventRequest) (*clientv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v *clientv1.UnimplementedChaukasClientServiceServer) func(context.Context, *clientv1.IngestEventBatchRequest) (*clientv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v *clientv1.UnimplementedChaukasClientServiceServer) func(context.Context, *clientv1.QueryEventsRequest) (*clientv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ clientv1.UnsafeChaukasClientServiceServer

func _(v *commonv1.AgentHandoff) *string           { return &v.FromAgentId }
func _(v *commonv1.AgentHandoff) *string           { return &v.FromAgentName }
func _(v *commonv1.AgentHandoff) *string           { return &v.ToAgentId }
func _(v *commonv1.AgentHandoff) *string           { return &v.ToAgentName }
func _(v *commonv1.AgentHandoff) **structpb.Struct { return &v.HandoffData }
func _(v *commonv1.AgentHandoff) *string           { return &v.Reason }
func _(v *commonv1.AgentHandoff) *string           { return &v.HandoffType }

var _ *commonv1.AgentHandoff

func _(v *commonv1.AgentHandoff) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetFromAgentId }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetFromAgentName }
func _(v *commonv1.AgentHandoff) func() *structpb.Struct     { return v.GetHandoffData }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetHandoffType }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetReason }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetToAgentId }
func _(v *commonv1.AgentHandoff) func() string               { return v.GetToAgentName }
func _(v *commonv1.AgentHandoff) func()                      { return v.ProtoMessage }
func _(v *commonv1.AgentHandoff) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.AgentHandoff) func()                      { return v.Reset }
func _(v *commonv1.AgentHandoff) func() string               { return v.String }

var _ commonv1.Author

func _(v *commonv1.Author) func() protoreflect.EnumDescriptor { return v.Descriptor }
func _(v *commonv1.Author) func() *commonv1.Author            { return v.Enum }
func _(v *commonv1.Author) func() ([]byte, []int)             { return v.EnumDescriptor }
func _(v *commonv1.Author) func() protoreflect.EnumNumber     { return v.Number }
func _(v *commonv1.Author) func() string                      { return v.String }
func _(v *commonv1.Author) func() protoreflect.EnumType       { return v.Type }

const _ commonv1.Author = commonv1.Author_AUTHOR_AGENT
const _ commonv1.Author = commonv1.Author_AUTHOR_LLM
const _ commonv1.Author = commonv1.Author_AUTHOR_SYSTEM
const _ commonv1.Author = commonv1.Author_AUTHOR_TOOL
const _ commonv1.Author = commonv1.Author_AUTHOR_UNSPECIFIED
const _ commonv1.Author = commonv1.Author_AUTHOR_USER

var _ map[int32]string = commonv1.Author_name
var _ map[string]int32 = commonv1.Author_value

func _(v *commonv1.Capabilities) *bool { return &v.WormRetention }
func _(v *commonv1.Capabilities) *bool { return &v.AuditProofs }
func _(v *commonv1.Capabilities) *bool { return &v.DistributedQuery }
func _(v *commonv1.Capabilities) *bool { return &v.Rbac }
func _(v *commonv1.Capabilities) *bool { return &v.Sso }
func _(v *commonv1.Capabilities) *bool { return &v.PolicyDecisions }
func _(v *commonv1.Capabilities) *bool { return &v.DataAccessEvents }

var _ *commonv1.Capabilities

func _(v *commonv1.Capabilities) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetAuditProofs }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetDataAccessEvents }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetDistributedQuery }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetPolicyDecisions }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetRbac }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetSso }
func _(v *commonv1.Capabilities) func() bool                 { return v.GetWormRetention }
func _(v *commonv1.Capabilities) func()                      { return v.ProtoMessage }
func _(v *commonv1.Capabilities) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.Capabilities) func()                      { return v.Reset }
func _(v *commonv1.Capabilities) func() string               { return v.String }
func _(v *commonv1.CostDetails) *string                      { return &v.Provider }
func _(v *commonv1.CostDetails) *string                      { return &v.Service }
func _(v *commonv1.CostDetails) *int32                       { return &v.InputTokens }
func _(v *commonv1.CostDetails) *int32                       { return &v.OutputTokens }
func _(v *commonv1.CostDetails) *int32                       { return &v.TotalTokens }
func _(v *commonv1.CostDetails) *float64                     { return &v.InputCost }
func _(v *commonv1.CostDetails) *float64                     { return &v.OutputCost }
func _(v *commonv1.CostDetails) *float64                     { return &v.TotalCost }
func _(v *commonv1.CostDetails) *string                      { return &v.Currency }
func _(v *commonv1.CostDetails) *float64                     { return &v.InputRatePerToken }
func _(v *commonv1.CostDetails) *float64                     { return &v.OutputRatePerToken }

var _ *commonv1.CostDetails

func _(v *commonv1.CostDetails) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.CostDetails) func() string               { return v.GetCurrency }
func _(v *commonv1.CostDetails) func() float64              { return v.GetInputCost }
func _(v *commonv1.CostDetails) func() float64              { return v.GetInputRatePerToken }
func _(v *commonv1.CostDetails) func() int32                { return v.GetInputTokens }
func _(v *commonv1.CostDetails) func() float64              { return v.GetOutputCost }
func _(v *commonv1.CostDetails) func() float64              { return v.GetOutputRatePerToken }
func _(v *commonv1.CostDetails) func() int32                { return v.GetOutputTokens }
func _(v *commonv1.CostDetails) func() string               { return v.GetProvider }
func _(v *commonv1.CostDetails) func() string               { return v.GetService }
func _(v *commonv1.CostDetails) func() float64              { return v.GetTotalCost }
func _(v *commonv1.CostDetails) func() int32                { return v.GetTotalTokens }
func _(v *commonv1.CostDetails) func()                      { return v.ProtoMessage }
func _(v *commonv1.CostDetails) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.CostDetails) func()                      { return v.Reset }
func _(v *commonv1.CostDetails) func() string               { return v.String }
func _(v *commonv1.DataAccess) *string                      { return &v.Datasource }
func _(v *commonv1.DataAccess) *[]string                    { return &v.DocumentIds }
func _(v *commonv1.DataAccess) *[]string                    { return &v.ChunkIds }
func _(v *commonv1.DataAccess) *[]string                    { return &v.PiiCategories }

var _ *commonv1.DataAccess

func _(v *commonv1.DataAccess) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.DataAccess) func() []string             { return v.GetChunkIds }
func _(v *commonv1.DataAccess) func() string               { return v.GetDatasource }
func _(v *commonv1.DataAccess) func() []string             { return v.GetDocumentIds }
func _(v *commonv1.DataAccess) func() []string             { return v.GetPiiCategories }
func _(v *commonv1.DataAccess) func()                      { return v.ProtoMessage }
func _(v *commonv1.DataAccess) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.DataAccess) func()                      { return v.Reset }
func _(v *commonv1.DataAccess) func() string               { return v.String }
func _(v *commonv1.ErrorInfo) *string                      { return &v.ErrorMessage }
func _(v *commonv1.ErrorInfo) *string                      { return &v.ErrorCode }
func _(v *commonv1.ErrorInfo) *string                      { return &v.StackTrace }
func _(v *commonv1.ErrorInfo) *bool                        { return &v.Recoverable }
func _(v *commonv1.ErrorInfo) *string                      { return &v.RecoveryAction }

var _ *commonv1.ErrorInfo

func _(v *commonv1.ErrorInfo) func() ([]byte, []int)       { return v.Descriptor }
func _(v *commonv1.ErrorInfo) func() string                { return v.GetErrorCode }
func _(v *commonv1.ErrorInfo) func() string                { return v.GetErrorMessage }
func _(v *commonv1.ErrorInfo) func() bool                  { return v.GetRecoverable }
func _(v *commonv1.ErrorInfo) func() string                { return v.GetRecoveryAction }
func _(v *commonv1.ErrorInfo) func() string                { return v.GetStackTrace }
func _(v *commonv1.ErrorInfo) func()                       { return v.ProtoMessage }
func _(v *commonv1.ErrorInfo) func() protoreflect.Message  { return v.ProtoReflect }
func _(v *commonv1.ErrorInfo) func()                       { return v.Reset }
func _(v *commonv1.ErrorInfo) func() string                { return v.String }
func _(v *commonv1.Event) *string                          { return &v.EventId }
func _(v *commonv1.Event) *string                          { return &v.TenantId }
func _(v *commonv1.Event) *string                          { return &v.ProjectId }
func _(v *commonv1.Event) *string                          { return &v.SessionId }
func _(v *commonv1.Event) *string                          { return &v.SpanId }
func _(v *commonv1.Event) *string                          { return &v.ParentSpanId }
func _(v *commonv1.Event) *commonv1.EventType              { return &v.Type }
func _(v *commonv1.Event) *commonv1.Severity               { return &v.Severity }
func _(v *commonv1.Event) *commonv1.EventStatus            { return &v.Status }
func _(v *commonv1.Event) *commonv1.Author                 { return &v.Author }
func _(v *commonv1.Event) **timestamppb.Timestamp          { return &v.Timestamp }
func _(v *commonv1.Event) *string                          { return &v.AgentId }
func _(v *commonv1.Event) *string                          { return &v.AgentName }
func _(v *commonv1.Event) *string                          { return &v.InvocationId }
func _(v *commonv1.Event) *string                          { return &v.ResponseId }
func _(v *commonv1.Event) *bool                            { return &v.IsPartial }
func _(v *commonv1.Event) *bool                            { return &v.IsFinal }
func _(v *commonv1.Event) *string                          { return &v.HashPrev }
func _(v *commonv1.Event) *string                          { return &v.ContentHash }
func _(v *commonv1.Event) *string                          { return &v.WormProofId }
func _(v *commonv1.Event) *string                          { return &v.Branch }
func _(v *commonv1.Event) *[]string                        { return &v.Tags }
func _(v *commonv1.Event) *string                          { return &v.TraceId }
func _(v *commonv1.Event) **commonv1.RetryInfo             { return &v.Retry }
func _(v *commonv1.Event) **commonv1.RedactionInfo         { return &v.Redaction }
func _(v *commonv1.Event) *[]string                        { return &v.PiiCategories }
func _(v *commonv1.Event) **commonv1.PerformanceMetrics    { return &v.Performance }
func _(v *commonv1.Event) **commonv1.InfrastructureMetrics { return &v.Infrastructure }
func _(v *commonv1.Event) **commonv1.CostDetails           { return &v.Cost }
func _(v *commonv1.Event) **structpb.Struct                { return &v.Metadata }
func _(v *commonv1.Event) *[]*anypb.Any                    { return &v.Extensions }

var _ *commonv1.Event

func _(v *commonv1.Event) func() ([]byte, []int)                 { return v.Descriptor }
func _(v *commonv1.Event) func() *commonv1.AgentHandoff          { return v.GetAgentHandoff }
func _(v *commonv1.Event) func() string                          { return v.GetAgentId }
func _(v *commonv1.Event) func() string                          { return v.GetAgentName }
func _(v *commonv1.Event) func() commonv1.Author                 { return v.GetAuthor }
func _(v *commonv1.Event) func() string                          { return v.GetBranch }
func _(v *commonv1.Event) func() string                          { return v.GetContentHash }
func _(v *commonv1.Event) func() *commonv1.CostDetails           { return v.GetCost }
func _(v *commonv1.Event) func() *commonv1.DataAccess            { return v.GetDataAccess }
func _(v *commonv1.Event) func() *commonv1.ErrorInfo             { return v.GetError }
func _(v *commonv1.Event) func() string                          { return v.GetEventId }
func _(v *commonv1.Event) func() []*anypb.Any                    { return v.GetExtensions }
func _(v *commonv1.Event) func() string                          { return v.GetHashPrev }
func _(v *commonv1.Event) func() *commonv1.InfrastructureMetrics { return v.GetInfrastructure }
func _(v *commonv1.Event) func() string                          { return v.GetInvocationId }
func _(v *commonv1.Event) func() bool                            { return v.GetIsFinal }
func _(v *commonv1.Event) func() bool                            { return v.GetIsPartial }
func _(v *commonv1.Event) func() *commonv1.LLMInvocation         { return v.GetLlmInvocation }
func _(v *commonv1.Event) func() *commonv1.MCPCall               { return v.GetMcpCall }
func _(v *commonv1.Event) func() *commonv1.MessageContent        { return v.GetMessage }
func _(v *commonv1.Event) func() *structpb.Struct                { return v.GetMetadata }
func _(v *commonv1.Event) func() string                          { return v.GetParentSpanId }
func _(v *commonv1.Event) func() *commonv1.PerformanceMetrics    { return v.GetPerformance }
func _(v *commonv1.Event) func() []string                        { return v.GetPiiCategories }
func _(v *commonv1.Event) func() *commonv1.PolicyDecision        { return v.GetPolicy }
func _(v *commonv1.Event) func() string                          { return v.GetProjectId }
func _(v *commonv1.Event) func() *commonv1.RedactionInfo         { return v.GetRedaction }
func _(v *commonv1.Event) func() string                          { return v.GetResponseId }
func _(v *commonv1.Event) func() *commonv1.RetryInfo             { return v.GetRetry }
func _(v *commonv1.Event) func() string                          { return v.GetSessionId }
func _(v *commonv1.Event) func() commonv1.Severity               { return v.GetSeverity }
func _(v *commonv1.Event) func() string                          { return v.GetSpanId }
func _(v *commonv1.Event) func() *structpb.Struct                { return v.GetStateUpdate }
func _(v *commonv1.Event) func() commonv1.EventStatus            { return v.GetStatus }
func _(v *commonv1.Event) func() []string                        { return v.GetTags }
func _(v *commonv1.Event) func() string                          { return v.GetTenantId }
func _(v *commonv1.Event) func() *timestamppb.Timestamp          { return v.GetTimestamp }
func _(v *commonv1.Event) func() *commonv1.ToolCall              { return v.GetToolCall }
func _(v *commonv1.Event) func() *commonv1.ToolResponse          { return v.GetToolResponse }
func _(v *commonv1.Event) func() string                          { return v.GetTraceId }
func _(v *commonv1.Event) func() commonv1.EventType              { return v.GetType }
func _(v *commonv1.Event) func() string                          { return v.GetWormProofId }
func _(v *commonv1.Event) func()                                 { return v.ProtoMessage }
func _(v *commonv1.Event) func() protoreflect.Message            { return v.ProtoReflect }
func _(v *commonv1.Event) func()                                 { return v.Reset }
func _(v *commonv1.Event) func() string                          { return v.String }
func _(v *commonv1.EventBatch) *string                           { return &v.BatchId }
func _(v *commonv1.EventBatch) **timestamppb.Timestamp           { return &v.Timestamp }
func _(v *commonv1.EventBatch) *[]*commonv1.Event                { return &v.Events }
func _(v *commonv1.EventBatch) **structpb.Struct                 { return &v.Metadata }
func _(v *commonv1.EventBatch) *float64                          { return &v.TotalCost }
func _(v *commonv1.EventBatch) *int32                            { return &v.TotalTokens }
func _(v *commonv1.EventBatch) *float64                          { return &v.TotalDurationMs }

var _ *commonv1.EventBatch

func _(v *commonv1.EventBatch) func() ([]byte, []int)        { return v.Descriptor }
func _(v *commonv1.EventBatch) func() string                 { return v.GetBatchId }
func _(v *commonv1.EventBatch) func() []*commonv1.Event      { return v.GetEvents }
func _(v *commonv1.EventBatch) func() *structpb.Struct       { return v.GetMetadata }
func _(v *commonv1.EventBatch) func() *timestamppb.Timestamp { return v.GetTimestamp }
func _(v *commonv1.EventBatch) func() float64                { return v.GetTotalCost }
func _(v *commonv1.EventBatch) func() float64                { return v.GetTotalDurationMs }
func _(v *commonv1.EventBatch) func() int32                  { return v.GetTotalTokens }
func _(v *commonv1.EventBatch) func()                        { return v.ProtoMessage }
func _(v *commonv1.EventBatch) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *commonv1.EventBatch) func()                        { return v.Reset }
func _(v *commonv1.EventBatch) func() string                 { return v.String }

var _ commonv1.EventStatus

func _(v *commonv1.EventStatus) func() protoreflect.EnumDescriptor { return v.Descriptor }
func _(v *commonv1.EventStatus) func() *commonv1.EventStatus       { return v.Enum }
func _(v *commonv1.EventStatus) func() ([]byte, []int)             { return v.EnumDescriptor }
func _(v *commonv1.EventStatus) func() protoreflect.EnumNumber     { return v.Number }
func _(v *commonv1.EventStatus) func() string                      { return v.String }
func _(v *commonv1.EventStatus) func() protoreflect.EnumType       { return v.Type }

const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_CANCELLED
const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_COMPLETED
const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_FAILED
const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_IN_PROGRESS
const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_STARTED
const _ commonv1.EventStatus = commonv1.EventStatus_EVENT_STATUS_UNSPECIFIED

var _ map[int32]string = commonv1.EventStatus_name
var _ map[string]int32 = commonv1.EventStatus_value
var _ commonv1.EventType

func _(v *commonv1.EventType) func() protoreflect.EnumDescriptor { return v.Descriptor }
func _(v *commonv1.EventType) func() *commonv1.EventType         { return v.Enum }
func _(v *commonv1.EventType) func() ([]byte, []int)             { return v.EnumDescriptor }
func _(v *commonv1.EventType) func() protoreflect.EnumNumber     { return v.Number }
func _(v *commonv1.EventType) func() string                      { return v.String }
func _(v *commonv1.EventType) func() protoreflect.EnumType       { return v.Type }

const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_AGENT_END
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_AGENT_HANDOFF
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_AGENT_START
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_DATA_ACCESS
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_ERROR
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_INPUT_RECEIVED
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_MCP_CALL_END
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_MCP_CALL_START
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_MODEL_INVOCATION_END
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_MODEL_INVOCATION_START
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_OUTPUT_EMITTED
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_POLICY_DECISION
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_RETRY
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_SESSION_END
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_SESSION_START
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_STATE_UPDATE
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_SYSTEM
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_TOOL_CALL_END
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_TOOL_CALL_START
const _ commonv1.EventType = commonv1.EventType_EVENT_TYPE_UNSPECIFIED

var _ map[int32]string = commonv1.EventType_name
var _ map[string]int32 = commonv1.EventType_value

func _(v *commonv1.Event_AgentHandoff) **commonv1.AgentHandoff { return &v.AgentHandoff }

var _ *commonv1.Event_AgentHandoff

func _(v *commonv1.Event_DataAccess) **commonv1.DataAccess { return &v.DataAccess }

var _ *commonv1.Event_DataAccess

func _(v *commonv1.Event_Error) **commonv1.ErrorInfo { return &v.Error }

var _ *commonv1.Event_Error

func _(v *commonv1.Event_LlmInvocation) **commonv1.LLMInvocation { return &v.LlmInvocation }

var _ *commonv1.Event_LlmInvocation

func _(v *commonv1.Event_McpCall) **commonv1.MCPCall { return &v.McpCall }

var _ *commonv1.Event_McpCall

func _(v *commonv1.Event_Message) **commonv1.MessageContent { return &v.Message }

var _ *commonv1.Event_Message

func _(v *commonv1.Event_Policy) **commonv1.PolicyDecision { return &v.Policy }

var _ *commonv1.Event_Policy

func _(v *commonv1.Event_StateUpdate) **structpb.Struct { return &v.StateUpdate }

var _ *commonv1.Event_StateUpdate

func _(v *commonv1.Event_ToolCall) **commonv1.ToolCall { return &v.ToolCall }

var _ *commonv1.Event_ToolCall

func _(v *commonv1.Event_ToolResponse) **commonv1.ToolResponse { return &v.ToolResponse }

var _ *commonv1.Event_ToolResponse
var _ protoreflect.FileDescriptor = commonv1.File_chaukas_spec_common_v1_events_proto
var _ protoreflect.FileDescriptor = commonv1.File_chaukas_spec_common_v1_query_proto

func _(v *commonv1.InfrastructureMetrics) *string           { return &v.ResourceType }
func _(v *commonv1.InfrastructureMetrics) **structpb.Struct { return &v.Metrics }
func _(v *commonv1.InfrastructureMetrics) *string           { return &v.Host }
func _(v *commonv1.InfrastructureMetrics) *int32            { return &v.ProcessId }
func _(v *commonv1.InfrastructureMetrics) *string           { return &v.ThreadId }

var _ *commonv1.InfrastructureMetrics

func _(v *commonv1.InfrastructureMetrics) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.InfrastructureMetrics) func() string               { return v.GetHost }
func _(v *commonv1.InfrastructureMetrics) func() *structpb.Struct     { return v.GetMetrics }
func _(v *commonv1.InfrastructureMetrics) func() int32                { return v.GetProcessId }
func _(v *commonv1.InfrastructureMetrics) func() string               { return v.GetResourceType }
func _(v *commonv1.InfrastructureMetrics) func() string               { return v.GetThreadId }
func _(v *commonv1.InfrastructureMetrics) func()                      { return v.ProtoMessage }
func _(v *commonv1.InfrastructureMetrics) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.InfrastructureMetrics) func()                      { return v.Reset }
func _(v *commonv1.InfrastructureMetrics) func() string               { return v.String }
func _(v *commonv1.LLMInvocation) *string                             { return &v.Provider }
func _(v *commonv1.LLMInvocation) *string                             { return &v.Model }
func _(v *commonv1.LLMInvocation) **structpb.Struct                   { return &v.Request }
func _(v *commonv1.LLMInvocation) **structpb.Struct                   { return &v.Response }
func _(v *commonv1.LLMInvocation) *int32                              { return &v.PromptTokens }
func _(v *commonv1.LLMInvocation) *int32                              { return &v.CompletionTokens }
func _(v *commonv1.LLMInvocation) *int32                              { return &v.TotalTokens }
func _(v *commonv1.LLMInvocation) *float64                            { return &v.Temperature }
func _(v *commonv1.LLMInvocation) *int32                              { return &v.MaxTokens }
func _(v *commonv1.LLMInvocation) *float64                            { return &v.TopP }
func _(v *commonv1.LLMInvocation) *float64                            { return &v.FrequencyPenalty }
func _(v *commonv1.LLMInvocation) *float64                            { return &v.PresencePenalty }
func _(v *commonv1.LLMInvocation) **timestamppb.Timestamp             { return &v.StartTime }
func _(v *commonv1.LLMInvocation) **timestamppb.Timestamp             { return &v.EndTime }
func _(v *commonv1.LLMInvocation) *float64                            { return &v.DurationMs }
func _(v *commonv1.LLMInvocation) *string                             { return &v.FinishReason }

var _ *commonv1.LLMInvocation

func _(v *commonv1.LLMInvocation) func() ([]byte, []int)        { return v.Descriptor }
func _(v *commonv1.LLMInvocation) func() int32                  { return v.GetCompletionTokens }
func _(v *commonv1.LLMInvocation) func() float64                { return v.GetDurationMs }
func _(v *commonv1.LLMInvocation) func() *timestamppb.Timestamp { return v.GetEndTime }
func _(v *commonv1.LLMInvocation) func() string                 { return v.GetFinishReason }
func _(v *commonv1.LLMInvocation) func() float64                { return v.GetFrequencyPenalty }
func _(v *commonv1.LLMInvocation) func() int32                  { return v.GetMaxTokens }
func _(v *commonv1.LLMInvocation) func() string                 { return v.GetModel }
func _(v *commonv1.LLMInvocation) func() float64                { return v.GetPresencePenalty }
func _(v *commonv1.LLMInvocation) func() int32                  { return v.GetPromptTokens }
func _(v *commonv1.LLMInvocation) func() string                 { return v.GetProvider }
func _(v *commonv1.LLMInvocation) func() *structpb.Struct       { return v.GetRequest }
func _(v *commonv1.LLMInvocation) func() *structpb.Struct       { return v.GetResponse }
func _(v *commonv1.LLMInvocation) func() *timestamppb.Timestamp { return v.GetStartTime }
func _(v *commonv1.LLMInvocation) func() float64                { return v.GetTemperature }
func _(v *commonv1.LLMInvocation) func() float64                { return v.GetTopP }
func _(v *commonv1.LLMInvocation) func() int32                  { return v.GetTotalTokens }
func _(v *commonv1.LLMInvocation) func()                        { return v.ProtoMessage }
func _(v *commonv1.LLMInvocation) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *commonv1.LLMInvocation) func()                        { return v.Reset }
func _(v *commonv1.LLMInvocation) func() string                 { return v.String }
func _(v *commonv1.MCPCall) *string                             { return &v.ServerName }
func _(v *commonv1.MCPCall) *string                             { return &v.ServerUrl }
func _(v *commonv1.MCPCall) *string                             { return &v.Operation }
func _(v *commonv1.MCPCall) *string                             { return &v.Method }
func _(v *commonv1.MCPCall) **structpb.Struct                   { return &v.Request }
func _(v *commonv1.MCPCall) **structpb.Struct                   { return &v.Response }
func _(v *commonv1.MCPCall) *string                             { return &v.ProtocolVersion }
func _(v *commonv1.MCPCall) *float64                            { return &v.ExecutionTimeMs }

var _ *commonv1.MCPCall

func _(v *commonv1.MCPCall) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.MCPCall) func() float64              { return v.GetExecutionTimeMs }
func _(v *commonv1.MCPCall) func() string               { return v.GetMethod }
func _(v *commonv1.MCPCall) func() string               { return v.GetOperation }
func _(v *commonv1.MCPCall) func() string               { return v.GetProtocolVersion }
func _(v *commonv1.MCPCall) func() *structpb.Struct     { return v.GetRequest }
func _(v *commonv1.MCPCall) func() *structpb.Struct     { return v.GetResponse }
func _(v *commonv1.MCPCall) func() string               { return v.GetServerName }
func _(v *commonv1.MCPCall) func() string               { return v.GetServerUrl }
func _(v *commonv1.MCPCall) func()                      { return v.ProtoMessage }
func _(v *commonv1.MCPCall) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.MCPCall) func()                      { return v.Reset }
func _(v *commonv1.MCPCall) func() string               { return v.String }
func _(v *commonv1.MessageContent) *string              { return &v.Role }
func _(v *commonv1.MessageContent) *string              { return &v.Text }
func _(v *commonv1.MessageContent) **structpb.Struct    { return &v.Metadata }

var _ *commonv1.MessageContent

func _(v *commonv1.MessageContent) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.MessageContent) func() *structpb.Struct     { return v.GetMetadata }
func _(v *commonv1.MessageContent) func() string               { return v.GetRole }
func _(v *commonv1.MessageContent) func() string               { return v.GetText }
func _(v *commonv1.MessageContent) func()                      { return v.ProtoMessage }
func _(v *commonv1.MessageContent) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.MessageContent) func()                      { return v.Reset }
func _(v *commonv1.MessageContent) func() string               { return v.String }
func _(v *commonv1.PerformanceMetrics) *float64                { return &v.CpuPercent }
func _(v *commonv1.PerformanceMetrics) *float64                { return &v.MemoryMb }
func _(v *commonv1.PerformanceMetrics) *float64                { return &v.DurationMs }
func _(v *commonv1.PerformanceMetrics) *float64                { return &v.Throughput }
func _(v *commonv1.PerformanceMetrics) *float64                { return &v.LatencyMs }

var _ *commonv1.PerformanceMetrics

func _(v *commonv1.PerformanceMetrics) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.PerformanceMetrics) func() float64              { return v.GetCpuPercent }
func _(v *commonv1.PerformanceMetrics) func() float64              { return v.GetDurationMs }
func _(v *commonv1.PerformanceMetrics) func() float64              { return v.GetLatencyMs }
func _(v *commonv1.PerformanceMetrics) func() float64              { return v.GetMemoryMb }
func _(v *commonv1.PerformanceMetrics) func() float64              { return v.GetThroughput }
func _(v *commonv1.PerformanceMetrics) func()                      { return v.ProtoMessage }
func _(v *commonv1.PerformanceMetrics) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.PerformanceMetrics) func()                      { return v.Reset }
func _(v *commonv1.PerformanceMetrics) func() string               { return v.String }
func _(v *commonv1.PolicyDecision) *string                         { return &v.PolicyId }
func _(v *commonv1.PolicyDecision) *string                         { return &v.Outcome }
func _(v *commonv1.PolicyDecision) *[]string                       { return &v.RuleIds }
func _(v *commonv1.PolicyDecision) *string                         { return &v.Rationale }

var _ *commonv1.PolicyDecision

func _(v *commonv1.PolicyDecision) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.PolicyDecision) func() string               { return v.GetOutcome }
func _(v *commonv1.PolicyDecision) func() string               { return v.GetPolicyId }
func _(v *commonv1.PolicyDecision) func() string               { return v.GetRationale }
func _(v *commonv1.PolicyDecision) func() []string             { return v.GetRuleIds }
func _(v *commonv1.PolicyDecision) func()                      { return v.ProtoMessage }
func _(v *commonv1.PolicyDecision) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.PolicyDecision) func()                      { return v.Reset }
func _(v *commonv1.PolicyDecision) func() string               { return v.String }
func _(v *commonv1.QueryFilter) *string                        { return &v.TenantId }
func _(v *commonv1.QueryFilter) *string                        { return &v.ProjectId }
func _(v *commonv1.QueryFilter) *string                        { return &v.SessionId }
func _(v *commonv1.QueryFilter) *string                        { return &v.AgentId }
func _(v *commonv1.QueryFilter) *string                        { return &v.SpanId }
func _(v *commonv1.QueryFilter) *string                        { return &v.TraceId }
func _(v *commonv1.QueryFilter) *[]commonv1.EventType          { return &v.Types }
func _(v *commonv1.QueryFilter) *[]commonv1.EventStatus        { return &v.Statuses }
func _(v *commonv1.QueryFilter) *[]commonv1.Severity           { return &v.Severities }
func _(v *commonv1.QueryFilter) *[]string                      { return &v.Tags }
func _(v *commonv1.QueryFilter) *string                        { return &v.TextQuery }
func _(v *commonv1.QueryFilter) **commonv1.TimeRange           { return &v.Time }

var _ *commonv1.QueryFilter

func _(v *commonv1.QueryFilter) func() ([]byte, []int)        { return v.Descriptor }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetAgentId }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetProjectId }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetSessionId }
func _(v *commonv1.QueryFilter) func() []commonv1.Severity    { return v.GetSeverities }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetSpanId }
func _(v *commonv1.QueryFilter) func() []commonv1.EventStatus { return v.GetStatuses }
func _(v *commonv1.QueryFilter) func() []string               { return v.GetTags }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetTenantId }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetTextQuery }
func _(v *commonv1.QueryFilter) func() *commonv1.TimeRange    { return v.GetTime }
func _(v *commonv1.QueryFilter) func() string                 { return v.GetTraceId }
func _(v *commonv1.QueryFilter) func() []commonv1.EventType   { return v.GetTypes }
func _(v *commonv1.QueryFilter) func()                        { return v.ProtoMessage }
func _(v *commonv1.QueryFilter) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *commonv1.QueryFilter) func()                        { return v.Reset }
func _(v *commonv1.QueryFilter) func() string                 { return v.String }
func _(v *commonv1.QueryRequest) **commonv1.QueryFilter       { return &v.Filter }
func _(v *commonv1.QueryRequest) *int32                       { return &v.PageSize }
func _(v *commonv1.QueryRequest) *string                      { return &v.PageToken }
func _(v *commonv1.QueryRequest) *commonv1.SortOrder          { return &v.OrderByTime }

var _ *commonv1.QueryRequest

func _(v *commonv1.QueryRequest) func() ([]byte, []int)       { return v.Descriptor }
func _(v *commonv1.QueryRequest) func() *commonv1.QueryFilter { return v.GetFilter }
func _(v *commonv1.QueryRequest) func() commonv1.SortOrder    { return v.GetOrderByTime }
func _(v *commonv1.QueryRequest) func() int32                 { return v.GetPageSize }
func _(v *commonv1.QueryRequest) func() string                { return v.GetPageToken }
func _(v *commonv1.QueryRequest) func()                       { return v.ProtoMessage }
func _(v *commonv1.QueryRequest) func() protoreflect.Message  { return v.ProtoReflect }
func _(v *commonv1.QueryRequest) func()                       { return v.Reset }
func _(v *commonv1.QueryRequest) func() string                { return v.String }
func _(v *commonv1.QueryResponse) *[]*commonv1.Event          { return &v.Events }
func _(v *commonv1.QueryResponse) *string                     { return &v.NextPageToken }

var _ *commonv1.QueryResponse

func _(v *commonv1.QueryResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.QueryResponse) func() []*commonv1.Event    { return v.GetEvents }
func _(v *commonv1.QueryResponse) func() string               { return v.GetNextPageToken }
func _(v *commonv1.QueryResponse) func()                      { return v.ProtoMessage }
func _(v *commonv1.QueryResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.QueryResponse) func()                      { return v.Reset }
func _(v *commonv1.QueryResponse) func() string               { return v.String }
func _(v *commonv1.RedactionInfo) *[]string                   { return &v.Fields }
func _(v *commonv1.RedactionInfo) *string                     { return &v.Method }
func _(v *commonv1.RedactionInfo) *string                     { return &v.SaltId }

var _ *commonv1.RedactionInfo

func _(v *commonv1.RedactionInfo) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.RedactionInfo) func() []string             { return v.GetFields }
func _(v *commonv1.RedactionInfo) func() string               { return v.GetMethod }
func _(v *commonv1.RedactionInfo) func() string               { return v.GetSaltId }
func _(v *commonv1.RedactionInfo) func()                      { return v.ProtoMessage }
func _(v *commonv1.RedactionInfo) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.RedactionInfo) func()                      { return v.Reset }
func _(v *commonv1.RedactionInfo) func() string               { return v.String }
func _(v *commonv1.RetryInfo) *int32                          { return &v.Attempt }
func _(v *commonv1.RetryInfo) *string                         { return &v.Strategy }
func _(v *commonv1.RetryInfo) *int32                          { return &v.BackoffMs }

var _ *commonv1.RetryInfo

func _(v *commonv1.RetryInfo) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.RetryInfo) func() int32                { return v.GetAttempt }
func _(v *commonv1.RetryInfo) func() int32                { return v.GetBackoffMs }
func _(v *commonv1.RetryInfo) func() string               { return v.GetStrategy }
func _(v *commonv1.RetryInfo) func()                      { return v.ProtoMessage }
func _(v *commonv1.RetryInfo) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.RetryInfo) func()                      { return v.Reset }
func _(v *commonv1.RetryInfo) func() string               { return v.String }

var _ commonv1.Severity

func _(v *commonv1.Severity) func() protoreflect.EnumDescriptor { return v.Descriptor }
func _(v *commonv1.Severity) func() *commonv1.Severity          { return v.Enum }
func _(v *commonv1.Severity) func() ([]byte, []int)             { return v.EnumDescriptor }
func _(v *commonv1.Severity) func() protoreflect.EnumNumber     { return v.Number }
func _(v *commonv1.Severity) func() string                      { return v.String }
func _(v *commonv1.Severity) func() protoreflect.EnumType       { return v.Type }

const _ commonv1.Severity = commonv1.Severity_SEVERITY_DEBUG
const _ commonv1.Severity = commonv1.Severity_SEVERITY_ERROR
const _ commonv1.Severity = commonv1.Severity_SEVERITY_INFO
const _ commonv1.Severity = commonv1.Severity_SEVERITY_UNSPECIFIED
const _ commonv1.Severity = commonv1.Severity_SEVERITY_WARN

var _ map[int32]string = commonv1.Severity_name
var _ map[string]int32 = commonv1.Severity_value
var _ commonv1.SortOrder

func _(v *commonv1.SortOrder) func() protoreflect.EnumDescriptor { return v.Descriptor }
func _(v *commonv1.SortOrder) func() *commonv1.SortOrder         { return v.Enum }
func _(v *commonv1.SortOrder) func() ([]byte, []int)             { return v.EnumDescriptor }
func _(v *commonv1.SortOrder) func() protoreflect.EnumNumber     { return v.Number }
func _(v *commonv1.SortOrder) func() string                      { return v.String }
func _(v *commonv1.SortOrder) func() protoreflect.EnumType       { return v.Type }

const _ commonv1.SortOrder = commonv1.SortOrder_SORT_ORDER_ASC
const _ commonv1.SortOrder = commonv1.SortOrder_SORT_ORDER_DESC
const _ commonv1.SortOrder = commonv1.SortOrder_SORT_ORDER_UNSPECIFIED

var _ map[int32]string = commonv1.SortOrder_name
var _ map[string]int32 = commonv1.SortOrder_value

func _(v *commonv1.TimeRange) **timestamppb.Timestamp { return &v.Start }
func _(v *commonv1.TimeRange) **timestamppb.Timestamp { return &v.End }

var _ *commonv1.TimeRange

func _(v *commonv1.TimeRange) func() ([]byte, []int)        { return v.Descriptor }
func _(v *commonv1.TimeRange) func() *timestamppb.Timestamp { return v.GetEnd }
func _(v *commonv1.TimeRange) func() *timestamppb.Timestamp { return v.GetStart }
func _(v *commonv1.TimeRange) func()                        { return v.ProtoMessage }
func _(v *commonv1.TimeRange) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *commonv1.TimeRange) func()                        { return v.Reset }
func _(v *commonv1.TimeRange) func() string                 { return v.String }
func _(v *commonv1.ToolCall) *string                        { return &v.Id }
func _(v *commonv1.ToolCall) *string                        { return &v.Name }
func _(v *commonv1.ToolCall) **structpb.Struct              { return &v.Arguments }
func _(v *commonv1.ToolCall) *bool                          { return &v.AuthRequired }
func _(v *commonv1.ToolCall) *string                        { return &v.FunctionName }

var _ *commonv1.ToolCall

func _(v *commonv1.ToolCall) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.ToolCall) func() *structpb.Struct     { return v.GetArguments }
func _(v *commonv1.ToolCall) func() bool                 { return v.GetAuthRequired }
func _(v *commonv1.ToolCall) func() string               { return v.GetFunctionName }
func _(v *commonv1.ToolCall) func() string               { return v.GetId }
func _(v *commonv1.ToolCall) func() string               { return v.GetName }
func _(v *commonv1.ToolCall) func()                      { return v.ProtoMessage }
func _(v *commonv1.ToolCall) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.ToolCall) func()                      { return v.Reset }
func _(v *commonv1.ToolCall) func() string               { return v.String }
func _(v *commonv1.ToolResponse) *string                 { return &v.ToolCallId }
func _(v *commonv1.ToolResponse) **structpb.Struct       { return &v.Output }
func _(v *commonv1.ToolResponse) *string                 { return &v.ErrorMessage }
func _(v *commonv1.ToolResponse) *float64                { return &v.ExecutionTimeMs }
func _(v *commonv1.ToolResponse) *int32                  { return &v.HttpStatus }

var _ *commonv1.ToolResponse

func _(v *commonv1.ToolResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *commonv1.ToolResponse) func() string               { return v.GetErrorMessage }
func _(v *commonv1.ToolResponse) func() float64              { return v.GetExecutionTimeMs }
func _(v *commonv1.ToolResponse) func() int32                { return v.GetHttpStatus }
func _(v *commonv1.ToolResponse) func() *structpb.Struct     { return v.GetOutput }
func _(v *commonv1.ToolResponse) func() string               { return v.GetToolCallId }
func _(v *commonv1.ToolResponse) func()                      { return v.ProtoMessage }
func _(v *commonv1.ToolResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *commonv1.ToolResponse) func()                      { return v.Reset }
func _(v *commonv1.ToolResponse) func() string               { return v.String }
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.GetCapabilitiesRequest, opts ...grpc.CallOption) (*serverv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.GetEventStatsRequest, opts ...grpc.CallOption) (*serverv1.GetEventStatsResponse, error) {
	return v.GetEventStats
}
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.HealthzRequest, opts ...grpc.CallOption) (*serverv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.IngestEventRequest, opts ...grpc.CallOption) (*serverv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.IngestEventBatchRequest, opts ...grpc.CallOption) (*serverv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v serverv1.ChaukasServerServiceClient) func(ctx context.Context, in *serverv1.QueryEventsRequest, opts ...grpc.CallOption) (*serverv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ serverv1.ChaukasServerServiceClient

func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.GetCapabilitiesRequest) (*serverv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.GetEventStatsRequest) (*serverv1.GetEventStatsResponse, error) {
	return v.GetEventStats
}
func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.HealthzRequest) (*serverv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.IngestEventRequest) (*serverv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.IngestEventBatchRequest) (*serverv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v serverv1.ChaukasServerServiceServer) func(context.Context, *serverv1.QueryEventsRequest) (*serverv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ serverv1.ChaukasServerServiceServer

const _ = serverv1.ChaukasServerService_GetCapabilities_FullMethodName
const _ = serverv1.ChaukasServerService_GetEventStats_FullMethodName
const _ = serverv1.ChaukasServerService_Healthz_FullMethodName
const _ = serverv1.ChaukasServerService_IngestEventBatch_FullMethodName
const _ = serverv1.ChaukasServerService_IngestEvent_FullMethodName
const _ = serverv1.ChaukasServerService_QueryEvents_FullMethodName

var _ grpc.ServiceDesc = serverv1.ChaukasServerService_ServiceDesc
var _ protoreflect.FileDescriptor = serverv1.File_chaukas_spec_server_v1_server_proto
var _ *serverv1.GetCapabilitiesRequest

func _(v *serverv1.GetCapabilitiesRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.GetCapabilitiesRequest) func()                      { return v.ProtoMessage }
func _(v *serverv1.GetCapabilitiesRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.GetCapabilitiesRequest) func()                      { return v.Reset }
func _(v *serverv1.GetCapabilitiesRequest) func() string               { return v.String }
func _(v *serverv1.GetCapabilitiesResponse) **commonv1.Capabilities    { return &v.Capabilities }

var _ *serverv1.GetCapabilitiesResponse

func _(v *serverv1.GetCapabilitiesResponse) func() ([]byte, []int)        { return v.Descriptor }
func _(v *serverv1.GetCapabilitiesResponse) func() *commonv1.Capabilities { return v.GetCapabilities }
func _(v *serverv1.GetCapabilitiesResponse) func()                        { return v.ProtoMessage }
func _(v *serverv1.GetCapabilitiesResponse) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *serverv1.GetCapabilitiesResponse) func()                        { return v.Reset }
func _(v *serverv1.GetCapabilitiesResponse) func() string                 { return v.String }
func _(v *serverv1.GetEventStatsRequest) *string                          { return &v.TenantId }
func _(v *serverv1.GetEventStatsRequest) *string                          { return &v.ProjectId }
func _(v *serverv1.GetEventStatsRequest) **commonv1.TimeRange             { return &v.TimeRange }

var _ *serverv1.GetEventStatsRequest

func _(v *serverv1.GetEventStatsRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.GetEventStatsRequest) func() string               { return v.GetProjectId }
func _(v *serverv1.GetEventStatsRequest) func() string               { return v.GetTenantId }
func _(v *serverv1.GetEventStatsRequest) func() *commonv1.TimeRange  { return v.GetTimeRange }
func _(v *serverv1.GetEventStatsRequest) func()                      { return v.ProtoMessage }
func _(v *serverv1.GetEventStatsRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.GetEventStatsRequest) func()                      { return v.Reset }
func _(v *serverv1.GetEventStatsRequest) func() string               { return v.String }
func _(v *serverv1.GetEventStatsResponse) *int64                     { return &v.TotalEvents }
func _(v *serverv1.GetEventStatsResponse) *int64                     { return &v.TotalSessions }
func _(v *serverv1.GetEventStatsResponse) *map[string]int64          { return &v.EventsByType }
func _(v *serverv1.GetEventStatsResponse) *float64                   { return &v.AvgSessionDurationMs }

var _ *serverv1.GetEventStatsResponse

func _(v *serverv1.GetEventStatsResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.GetEventStatsResponse) func() float64              { return v.GetAvgSessionDurationMs }
func _(v *serverv1.GetEventStatsResponse) func() map[string]int64     { return v.GetEventsByType }
func _(v *serverv1.GetEventStatsResponse) func() int64                { return v.GetTotalEvents }
func _(v *serverv1.GetEventStatsResponse) func() int64                { return v.GetTotalSessions }
func _(v *serverv1.GetEventStatsResponse) func()                      { return v.ProtoMessage }
func _(v *serverv1.GetEventStatsResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.GetEventStatsResponse) func()                      { return v.Reset }
func _(v *serverv1.GetEventStatsResponse) func() string               { return v.String }

var _ *serverv1.HealthzRequest

func _(v *serverv1.HealthzRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.HealthzRequest) func()                      { return v.ProtoMessage }
func _(v *serverv1.HealthzRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.HealthzRequest) func()                      { return v.Reset }
func _(v *serverv1.HealthzRequest) func() string               { return v.String }

var _ *serverv1.HealthzResponse

func _(v *serverv1.HealthzResponse) func() ([]byte, []int)        { return v.Descriptor }
func _(v *serverv1.HealthzResponse) func()                        { return v.ProtoMessage }
func _(v *serverv1.HealthzResponse) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *serverv1.HealthzResponse) func()                        { return v.Reset }
func _(v *serverv1.HealthzResponse) func() string                 { return v.String }
func _(v *serverv1.IngestEventBatchRequest) **commonv1.EventBatch { return &v.EventBatch }

var _ *serverv1.IngestEventBatchRequest

func _(v *serverv1.IngestEventBatchRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.IngestEventBatchRequest) func() *commonv1.EventBatch { return v.GetEventBatch }
func _(v *serverv1.IngestEventBatchRequest) func()                      { return v.ProtoMessage }
func _(v *serverv1.IngestEventBatchRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.IngestEventBatchRequest) func()                      { return v.Reset }
func _(v *serverv1.IngestEventBatchRequest) func() string               { return v.String }
func _(v *serverv1.IngestEventBatchResponse) *string                    { return &v.BatchId }
func _(v *serverv1.IngestEventBatchResponse) *int32                     { return &v.AcceptedCount }
func _(v *serverv1.IngestEventBatchResponse) *int32                     { return &v.RejectedCount }
func _(v *serverv1.IngestEventBatchResponse) *[]string                  { return &v.RejectedEventIds }

var _ *serverv1.IngestEventBatchResponse

func _(v *serverv1.IngestEventBatchResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.IngestEventBatchResponse) func() int32                { return v.GetAcceptedCount }
func _(v *serverv1.IngestEventBatchResponse) func() string               { return v.GetBatchId }
func _(v *serverv1.IngestEventBatchResponse) func() int32                { return v.GetRejectedCount }
func _(v *serverv1.IngestEventBatchResponse) func() []string             { return v.GetRejectedEventIds }
func _(v *serverv1.IngestEventBatchResponse) func()                      { return v.ProtoMessage }
func _(v *serverv1.IngestEventBatchResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.IngestEventBatchResponse) func()                      { return v.Reset }
func _(v *serverv1.IngestEventBatchResponse) func() string               { return v.String }
func _(v *serverv1.IngestEventRequest) **commonv1.Event                  { return &v.Event }

var _ *serverv1.IngestEventRequest

func _(v *serverv1.IngestEventRequest) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.IngestEventRequest) func() *commonv1.Event      { return v.GetEvent }
func _(v *serverv1.IngestEventRequest) func()                      { return v.ProtoMessage }
func _(v *serverv1.IngestEventRequest) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.IngestEventRequest) func()                      { return v.Reset }
func _(v *serverv1.IngestEventRequest) func() string               { return v.String }
func _(v *serverv1.IngestEventResponse) *string                    { return &v.EventId }
func _(v *serverv1.IngestEventResponse) *string                    { return &v.Status }
func _(v *serverv1.IngestEventResponse) *int64                     { return &v.ProcessedAt }

var _ *serverv1.IngestEventResponse

func _(v *serverv1.IngestEventResponse) func() ([]byte, []int)      { return v.Descriptor }
func _(v *serverv1.IngestEventResponse) func() string               { return v.GetEventId }
func _(v *serverv1.IngestEventResponse) func() int64                { return v.GetProcessedAt }
func _(v *serverv1.IngestEventResponse) func() string               { return v.GetStatus }
func _(v *serverv1.IngestEventResponse) func()                      { return v.ProtoMessage }
func _(v *serverv1.IngestEventResponse) func() protoreflect.Message { return v.ProtoReflect }
func _(v *serverv1.IngestEventResponse) func()                      { return v.Reset }
func _(v *serverv1.IngestEventResponse) func() string               { return v.String }

var _ func(cc grpc.ClientConnInterface) serverv1.ChaukasServerServiceClient = serverv1.NewChaukasServerServiceClient

func _(v *serverv1.QueryEventsRequest) **commonv1.QueryRequest { return &v.Query }

var _ *serverv1.QueryEventsRequest

func _(v *serverv1.QueryEventsRequest) func() ([]byte, []int)        { return v.Descriptor }
func _(v *serverv1.QueryEventsRequest) func() *commonv1.QueryRequest { return v.GetQuery }
func _(v *serverv1.QueryEventsRequest) func()                        { return v.ProtoMessage }
func _(v *serverv1.QueryEventsRequest) func() protoreflect.Message   { return v.ProtoReflect }
func _(v *serverv1.QueryEventsRequest) func()                        { return v.Reset }
func _(v *serverv1.QueryEventsRequest) func() string                 { return v.String }
func _(v *serverv1.QueryEventsResponse) **commonv1.QueryResponse     { return &v.Response }

var _ *serverv1.QueryEventsResponse

func _(v *serverv1.QueryEventsResponse) func() ([]byte, []int)         { return v.Descriptor }
func _(v *serverv1.QueryEventsResponse) func() *commonv1.QueryResponse { return v.GetResponse }
func _(v *serverv1.QueryEventsResponse) func()                         { return v.ProtoMessage }
func _(v *serverv1.QueryEventsResponse) func() protoreflect.Message    { return v.ProtoReflect }
func _(v *serverv1.QueryEventsResponse) func()                         { return v.Reset }
func _(v *serverv1.QueryEventsResponse) func() string                  { return v.String }

var _ func(s grpc.ServiceRegistrar, srv serverv1.ChaukasServerServiceServer) = serverv1.RegisterChaukasServerServiceServer
var _ *serverv1.UnimplementedChaukasServerServiceServer

func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.GetCapabilitiesRequest) (*serverv1.GetCapabilitiesResponse, error) {
	return v.GetCapabilities
}
func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.GetEventStatsRequest) (*serverv1.GetEventStatsResponse, error) {
	return v.GetEventStats
}
func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.HealthzRequest) (*serverv1.HealthzResponse, error) {
	return v.Healthz
}
func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.IngestEventRequest) (*serverv1.IngestEventResponse, error) {
	return v.IngestEvent
}
func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.IngestEventBatchRequest) (*serverv1.IngestEventBatchResponse, error) {
	return v.IngestEventBatch
}
func _(v *serverv1.UnimplementedChaukasServerServiceServer) func(context.Context, *serverv1.QueryEventsRequest) (*serverv1.QueryEventsResponse, error) {
	return v.QueryEvents
}

var _ serverv1.UnsafeChaukasServerServiceServer
