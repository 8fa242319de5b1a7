package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"coursepack/export/fetch"
)

func fetchFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "fetch", Usage: "take pictures along that are on the network, and note in " + fetch.LockFile + " what they are"},
		&cli.BoolFlag{Name: "fetch-update", Usage: "fetch all of them again, and take what has changed"},
	}
}

// fetcher returns what gets pictures from the network, nil if the flags do not ask for it.
func fetcher(c *cli.Context, network http.RoundTripper) (*fetch.Fetcher, error) {
	if !c.Bool("fetch") && !c.Bool("fetch-update") {
		return nil, nil
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("finding the cache: %w", err)
	}
	folder = filepath.Join(folder, "coursepack", "fetched")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("making the cache: %w", err)
	}
	cache, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the cache: %w", err)
	}
	return &fetch.Fetcher{Transport: network, Cache: cache, Agent: "coursepack/" + version(), Update: c.Bool("fetch-update")}, nil
}

// saveLock writes the lock file of a course: under another name first, so that there is always a whole one.
func saveLock(src *os.Root, lock []byte) error {
	const temporary = fetch.LockFile + ".tmp"
	if err := src.WriteFile(temporary, lock, 0o666); err != nil {
		return err
	}
	return src.Rename(temporary, fetch.LockFile)
}
