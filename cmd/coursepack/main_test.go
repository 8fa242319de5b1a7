package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"coursepack/content/testkit"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"coursepack": main, "coursepack-served": served})
}

// served is main where all the network is the server at $SERVER.
func served() {
	toServer := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, os.Getenv("SERVER"))
	}
	here := machine{os.LookupEnv, &http.Transport{DialContext: toServer}}
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr, here))
}

// serve FOLDER has $SERVER be the address of a server of the files in a folder, by the names of machines.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(folder, r.Host, filepath.FromSlash(path.Clean("/"+r.URL.Path))))
	}))
	ts.Defer(server.Close)
	ts.Setenv("SERVER", server.Listener.Addr().String())
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
			"serve":  serve,
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

// exits CODE COMMAND... runs coursepack, which must end with that exit code within five seconds of computing, unless it is watched for
// races; a busy machine may take longer.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	limited := []string{"120", "sh", "-c", `ulimit -t "$0" && exec "$@"`, strconv.Itoa(5 * testkit.Slowness)}
	err := ts.Exec("timeout", append(limited, args[1:]...)...)
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
