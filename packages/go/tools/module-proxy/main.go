// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The command module-proxy writes what a Go proxy serves for a version of the module at the root of a git repository:
//
//	module-proxy REPOSITORY TAG PROXY
//
// PROXY is a folder, which GOPROXY=file://PROXY then makes available. The zip has the files of the tagged commit that
// golang.org/x/mod/zip chooses, as it does for proxy.golang.org.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: module-proxy REPOSITORY TAG PROXY")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func write(repository, tag, proxy string) error {
	git := func(args ...string) (string, error) {
		out, err := exec.Command("git", append([]string{"-C", repository}, args...)...).Output()
		if err != nil {
			return "", fmt.Errorf("git %s: %w", strings.Join(args, " "), err)
		}
		return string(out), nil
	}
	mod, err := git("show", tag+":go.mod")
	if err != nil {
		return err
	}
	version := module.Version{Path: modfile.ModulePath([]byte(mod)), Version: tag}
	if err := module.Check(version.Path, version.Version); err != nil {
		return err
	}
	stamp, err := git("log", "-1", "--format=%cI", tag)
	if err != nil {
		return err
	}
	committed, err := time.Parse(time.RFC3339, strings.TrimSpace(stamp))
	if err != nil {
		return err
	}
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{tag, committed.UTC()})
	if err != nil {
		return err
	}
	escaped, err := module.EscapePath(version.Path)
	if err != nil {
		return err
	}
	folder := filepath.Join(proxy, filepath.FromSlash(escaped), "@v")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, content := range map[string]string{"list": tag + "\n", tag + ".info": string(info), tag + ".mod": mod} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	file, err := os.Create(filepath.Join(folder, tag+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromVCS(file, version, repository, tag, ""); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	size, err := os.Stat(file.Name())
	if err != nil {
		return err
	}
	fmt.Printf("%s %d\n", version, size.Size())
	return nil
}
