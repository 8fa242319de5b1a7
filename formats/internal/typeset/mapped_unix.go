//go:build unix

package typeset

import (
	"os"
	"syscall"
)

// fileBytes returns what is in a file without reading it: of a font of 20 MB, a few glyphs are needed. It stays mapped as long as the
// program runs.
func fileBytes(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil, err
	}
	data, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil { // some file systems cannot
		return os.ReadFile(path)
	}
	return data, nil
}
