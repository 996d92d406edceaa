module github.com/chaukasai/chaukas-spec/packages/spec-vectors/go

go 1.24.0

require golang.org/x/mod v0.30.0
