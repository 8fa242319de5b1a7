package export

import (
	"context"
	"maps"

	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/content/source"
	"coursepack/export/fetch"
)

// fetchJobs is how many pictures are fetched at the same time.
const fetchJobs = 8

// fetchPictures gets the pictures of a course that are on the network, if opt has somebody to do so. It returns what the
// lock file should say from now on, nil if that is what it says.
func fetchPictures(ctx context.Context, opt Options, o *source.Outline, store *asset.Store, report diag.Reporter) (lock []byte, err error) {
	if opt.Fetch == nil {
		return nil, nil
	}
	locked := fetch.ReadLock(opt.FS, report)
	found := maps.Clone(locked)
	addresses := resolve.RemotePictures(o)
	entries, failed := make([]fetch.Entry, len(addresses)), make([]error, len(addresses))
	opt.Jobs = fetchJobs
	err = parallel(ctx, opt, "fetching", len(addresses), func(ctx context.Context, i int) error {
		entries[i], failed[i] = opt.Fetch.Get(ctx, addresses[i], locked[addresses[i]])
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for i, address := range addresses {
		if failed[i] != nil {
			store.RefuseRemote(address, failed[i])
		} else if store.AddRemote(address, opt.Fetch.Files(), entries[i].SHA256) == nil {
			found[address] = entries[i]
		}
	}
	if maps.Equal(found, locked) {
		return nil, nil
	}
	return append(found.Bytes(), identityLines(opt.FS)...), nil
}
