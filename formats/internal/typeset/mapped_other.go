//go:build !unix

package typeset

import "os"

// fileBytes returns what is in a file.
func fileBytes(path string) ([]byte, error) { return os.ReadFile(path) }
