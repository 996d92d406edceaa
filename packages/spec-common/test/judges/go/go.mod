module github.com/chaukasai/chaukas-spec/packages/spec-common/test/judges/go

go 1.24.0

require google.golang.org/protobuf v1.36.12
