package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command before its other arguments. The flag package, on which cli v2 is built, takes
// flags before arguments only, but people write coursepack export SOURCE --to pdf.
func flagsFirst(app *cli.App, args []string) []string {
	at := slices.IndexFunc(args, func(a string) bool { return !strings.HasPrefix(a, "-") })
	if at < 0 {
		return args
	}
	command := app.Command(args[at])
	if command == nil || args[len(args)-1] == "--generate-bash-completion" { // which must stay the last
		return args
	}
	var flags, others []string
	rest := args[at+1:]
	for len(rest) > 0 {
		arg := rest[0]
		rest = rest[1:]
		switch {
		case arg == "--":
			others = append(others, rest...)
			rest = nil
		case !strings.HasPrefix(arg, "-") || arg == "-":
			others = append(others, arg)
		case isCounted(command, arg): // -j8, as make and others take it
			flags = append(flags, arg[:2], arg[2:])
		case takesValue(command, arg) && len(rest) > 0:
			flags = append(flags, arg, rest[0])
			rest = rest[1:]
		default:
			flags = append(flags, arg)
		}
	}
	out := append(slices.Clone(args[:at+1]), flags...)
	if len(others) > 0 && strings.HasPrefix(others[0], "-") {
		out = append(out, "--")
	}
	return append(out, others...)
}

// isCounted reports whether arg is a one-letter flag for a number with the number written to it.
func isCounted(command *cli.Command, arg string) bool {
	if len(arg) < 3 || arg[1] == '-' || strings.Trim(arg[2:], "0123456789") != "" {
		return false
	}
	return slices.ContainsFunc(command.Flags, func(f cli.Flag) bool {
		_, isInt := f.(*cli.IntFlag)
		return isInt && slices.Contains(f.Names(), arg[1:2])
	})
}

// takesValue reports whether the argument after arg belongs to it.
func takesValue(command *cli.Command, arg string) bool {
	if strings.Contains(arg, "=") {
		return false
	}
	name := strings.TrimLeft(arg, "-")
	for _, f := range command.Flags {
		if slices.Contains(f.Names(), name) {
			_, isBool := f.(*cli.BoolFlag)
			return !isBool
		}
	}
	return false
}
