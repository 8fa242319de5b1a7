package main

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"
)

// completions are the scripts that ask the program itself what may come next.
var completions = map[string]string{
	"bash": `_coursepack() {
  local cur="${COMP_WORDS[COMP_CWORD]}" words
  if [[ "$cur" == -* ]]; then
    words=$("${COMP_WORDS[@]:0:COMP_CWORD}" "$cur" --generate-bash-completion 2>/dev/null)
  else
    words=$("${COMP_WORDS[@]:0:COMP_CWORD}" --generate-bash-completion 2>/dev/null)
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _coursepack coursepack
`,
	"zsh": `#compdef coursepack
_coursepack() {
  local -a words
  words=("${(@f)$(${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
  _describe 'values' words || _files
}
compdef _coursepack coursepack
`,
	"fish": `complete -c coursepack -a '(eval (commandline -poc) --generate-bash-completion 2>/dev/null)'
`,
}

func completionCommand(tui *terminal) *cli.Command {
	shells := []string{"bash", "fish", "zsh"}
	return &cli.Command{
		Name:        "completion",
		Usage:       "print a script that completes commands and flags in a shell",
		ArgsUsage:   "bash|fish|zsh",
		Description: "For bash: source <(coursepack completion bash)",
		Action: func(c *cli.Context) error {
			shell := c.Args().First()
			if !slices.Contains(shells, shell) {
				return usageError{"completion", fmt.Errorf("a shell is expected: %v", shells)}
			}
			tui.printf("%s", completions[shell])
			return nil
		},
	}
}
