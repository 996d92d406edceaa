// The plugins that generate the Go packages, and the commands that report their exports and rehearse their release. They
// have a module of their own, so that users of the packages need not require what only these need.
module github.com/chaukasai/chaukas-spec/packages/go/tools

go 1.25.0

tool (
	google.golang.org/grpc/cmd/protoc-gen-go-grpc
	google.golang.org/protobuf/cmd/protoc-gen-go
)

require golang.org/x/mod v0.40.0

require (
	google.golang.org/grpc/cmd/protoc-gen-go-grpc v1.6.2 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
