// The plugins that generate the Go packages. They have a module of their own, so that users of the packages need not
// require what only generates them.
module github.com/chaukasai/chaukas-spec/packages/go/tools

go 1.25.0

tool (
	google.golang.org/grpc/cmd/protoc-gen-go-grpc
	google.golang.org/protobuf/cmd/protoc-gen-go
)

require (
	google.golang.org/grpc/cmd/protoc-gen-go-grpc v1.6.2 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
