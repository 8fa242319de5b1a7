package main

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"coursepack": main})
}

// TestCommand runs the scripts in testdata, each of one theme.
func TestCommand(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"repeat": repeat,
			"bytes":  writeBytes,
			"exits":  exits,
		},
	})
}

// repeat FILE N TEXT appends a text N times. \n in it is a new line.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	ts.Check(err)
	defer f.Close()
	_, err = f.WriteString(strings.Repeat(unescape(args[2]), n))
	ts.Check(err)
}

// bytes FILE TEXT writes a file that no txtar could hold. The text may have the escapes of a Go string.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(unescape(args[1])), 0o666))
}

func unescape(s string) string {
	u, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		panic(err)
	}
	return u
}

// exits CODE COMMAND... runs coursepack, which must end with that exit code within five seconds.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("timeout", append([]string{"5"}, args[1:]...)...)
	code := 0
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, not %s", code, args[0])
	}
}
