// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The command api-report prints what a Go package exports, one declaration per line, in the form of the API reports of
// the repository, without comments:
//
//	api-report FOLDER
//
// A member of a type is indented below it. Values are part of the line of a constant, since programs may rely on them.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: api-report FOLDER")
		os.Exit(2)
	}
	lines, err := report(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	fmt.Println(strings.Join(lines, "\n"))
}

func report(folder string) ([]string, error) {
	set := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: expected Go files, found none", folder)
	}
	pkg, err := doc.NewFromFiles(set, files, folder)
	if err != nil {
		return nil, err
	}
	w := writer{set: set}
	w.values("const", pkg.Consts)
	w.values("const", pkg.Vars)
	w.functions(pkg.Funcs)
	for _, each := range pkg.Types {
		w.declaredType(each)
	}
	blocks := w.blocks
	sort.SliceStable(blocks, func(i, j int) bool { return blocks[i].name < blocks[j].name })
	var lines []string
	for _, each := range blocks {
		lines = append(lines, each.lines...)
	}
	return lines, nil
}

// A block is an exported declaration with its members.
type block struct {
	name  string
	lines []string
}

type writer struct {
	set    *token.FileSet
	blocks []block
}

func (w *writer) add(name string, lines ...string) {
	w.blocks = append(w.blocks, block{name, lines})
}

// text prints a node on one line.
func (w *writer) text(node any) string {
	var buffer bytes.Buffer
	if err := printer.Fprint(&buffer, w.set, node); err != nil {
		panic(err)
	}
	return strings.Join(strings.Fields(buffer.String()), " ")
}

func (w *writer) values(kind string, values []*doc.Value) {
	for _, value := range values {
		for _, spec := range value.Decl.Specs {
			spec := spec.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if !name.IsExported() {
					continue
				}
				line := kind + " " + name.Name
				if spec.Type != nil {
					line += ": " + w.text(spec.Type)
				}
				if value.Decl.Tok == token.CONST && i < len(spec.Values) {
					line += " = " + w.text(spec.Values[i])
				}
				w.add(name.Name, line)
			}
		}
	}
}

func (w *writer) functions(functions []*doc.Func) {
	for _, each := range functions {
		w.add(each.Name, "function "+each.Name+w.signature(each.Decl.Type))
	}
}

// signature prints parameters and results without the word func.
func (w *writer) signature(function *ast.FuncType) string {
	return strings.TrimPrefix(w.text(&ast.FuncType{TypeParams: function.TypeParams, Params: function.Params, Results: function.Results}), "func")
}

func (w *writer) declaredType(declared *doc.Type) {
	w.values("const", declared.Consts)
	w.values("const", declared.Vars)
	w.functions(declared.Funcs)
	spec := declared.Decl.Specs[0].(*ast.TypeSpec)
	var lines []string
	switch kind := spec.Type.(type) {
	case *ast.StructType:
		lines = append(lines, "class "+declared.Name)
		lines = append(lines, w.fields(kind.Fields)...)
	case *ast.InterfaceType:
		// Whoever implements an interface lacks a method that is added to it.
		lines = append(lines, "interface "+declared.Name, "  made by callers")
		lines = append(lines, w.fields(kind.Methods)...)
	default:
		equals := ""
		if spec.Assign.IsValid() {
			equals = "alias of "
		}
		lines = append(lines, "type "+declared.Name+" = "+equals+w.text(spec.Type))
	}
	for _, method := range declared.Methods {
		lines = append(lines, "  "+method.Name+w.signature(method.Decl.Type)+receiver(method))
	}
	w.add(declared.Name, lines...)
}

// receiver says that a method has a value as its receiver, since a value then implements what the method is part of.
func receiver(method *doc.Func) string {
	if strings.HasPrefix(method.Recv, "*") {
		return ""
	}
	return " of a value"
}

func (w *writer) fields(list *ast.FieldList) []string {
	var lines []string
	for _, field := range list.List {
		if function, ok := field.Type.(*ast.FuncType); ok && len(field.Names) == 1 && field.Names[0].IsExported() {
			lines = append(lines, "  "+field.Names[0].Name+w.signature(function))
			continue
		}
		if len(field.Names) == 0 {
			lines = append(lines, "  embedded: "+w.text(field.Type))
		}
		for _, name := range field.Names {
			if name.IsExported() {
				lines = append(lines, "  "+name.Name+": "+w.text(field.Type))
			}
		}
	}
	return lines
}
