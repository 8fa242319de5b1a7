// Command coursepack turns a folder of lessons into PDF handouts, EPUB books and packages for learning systems.
//
// This package knows flags, the terminal, exit codes and the time; package export does the work.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"

	"coursepack/export"
	"coursepack/export/fetch"
)

// Exit codes. They are part of the interface: scripts rely on them.
const (
	exitOK       = 0 // clean, or notes only
	exitFailed   = 1 // the run failed, nothing was replaced
	exitUsage    = 2 // the command was called wrongly
	exitFindings = 3 // errors in the source, or warnings under --strict; an export is written all the same
)

func main() {
	ignoreFileSizeSignal()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, machine{os.LookupEnv, fetch.Guarded()})
	stop()
	os.Exit(code)
}

// A machine is what the command knows of where it runs, besides its terminal.
type machine struct {
	env     func(string) (string, bool)
	network http.RoundTripper
}

// run is main without the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, here machine) int {
	tui := newTerminal(stdout, stderr)
	app := newApp(tui, here)
	err := app.RunContext(ctx, append([]string{app.Name}, flagsFirst(app, args)...))
	var finding findingError
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &finding):
		return exitFindings
	case errors.As(err, &usage):
		tui.errorf("%v", err)
		tui.hintf("see coursepack help %s", usage.command)
		return exitUsage
	case errors.Is(err, context.Canceled):
		tui.errorf("interrupted: nothing was replaced")
		return exitFailed
	}
	tui.errorf("%v", err)
	if errors.Is(err, export.ErrNoCourse) {
		tui.hintf("a course is a folder with Markdown files or Jupyter notebooks; coursepack layouts lists how they may be arranged")
	}
	return exitFailed
}

// A usageError is about how the command was called.
type usageError struct {
	command string
	error
}

// A findingError says that the command did its work but the source has errors; they have been printed.
type findingError struct{ error }

func newApp(tui *terminal, here machine) *cli.App {
	app := &cli.App{
		Name:                 "coursepack",
		Usage:                "turn a folder of lessons into PDF, EPUB and SCORM",
		Version:              version(),
		Description:          "coursepack reads a course as its author keeps it and writes it as files for print, for e-readers\nand for learning management systems. It needs no network, unless told to fetch\npictures, and no other program.",
		Writer:               tui.stdout,
		ErrWriter:            tui.stderr,
		HideHelpCommand:      false,
		EnableBashCompletion: true,
		Suggest:              true,
		ExitErrHandler:       func(*cli.Context, error) {},
		OnUsageError:         onUsageError,
		Commands: []*cli.Command{
			exportCommand(tui, here),
			checkCommand(tui, here),
			outlineCommand(tui),
			verifyCommand(tui),
			guideCommand(tui),
			lockCommand(tui),
			diffCommand(tui),
			explainCommand(tui),
			formatsCommand(tui),
			layoutsCommand(tui),
			schemaCommand(tui),
			licensesCommand(tui),
			completionCommand(tui),
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usageError{"", errors.New("there is no command " + c.Args().First())}
			}
			return cli.ShowAppHelp(c)
		},
	}
	for _, command := range app.Commands {
		command.OnUsageError = onUsageError
	}
	return app
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	name := ""
	if c.Command != nil && c.Command.Name != c.App.Name {
		name = c.Command.Name
	}
	return usageError{name, err}
}

// version is that of the module, or the commit of a build from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "devel"
}
