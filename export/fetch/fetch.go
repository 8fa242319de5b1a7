// Package fetch gets the pictures of a course that are on the network, for authors who ask for it.
//
// A course is somebody else's text, so that its addresses are not to be trusted: only machines of the public network are
// asked, for so much and so long. What comes is kept by its hash, and the author's lock file says which hash an address
// had, so that the next run has the same bytes, without a network where the cache has them. The package knows nothing of
// courses nor of pictures.
package fetch

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"coursepack/content/asset"
)

// Bounds of one request.
const (
	maxSize      = 20 << 20
	maxTime      = 30 * time.Second
	maxRedirects = 5
)

// errRefused says that an address is not one to ask.
var errRefused = errors.New("it is not on the public network")

// A Fetcher gets files. Get may be called from several goroutines.
type Fetcher struct {
	Transport http.RoundTripper // Guarded's, but in tests
	Cache     *os.Root          // a folder for what was fetched, each file called by its hash
	Agent     string            // by what name servers are asked
	Update    bool              // ask the servers again, and take what has changed
}

// Get returns what is at an address. What is locked is taken from the cache if it is there; what comes over the network
// must be what is locked; else the error is asset.ErrChanged. A zero Entry means that the address is not locked.
func (f *Fetcher) Get(ctx context.Context, address string, locked Entry) (Entry, error) {
	isLocked := locked != Entry{} && !f.Update
	if isLocked && f.has(locked) {
		return locked, nil
	}
	data, err := f.download(ctx, address)
	if err != nil {
		return Entry{}, plain(err)
	}
	sum := sha256.Sum256(data)
	got := Entry{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}
	if isLocked && got != locked {
		return Entry{}, asset.ErrChanged
	}
	if !f.has(got) {
		if err := f.keep(got, data); err != nil {
			return Entry{}, fmt.Errorf("keeping it: %w", err)
		}
	}
	return got, nil
}

// Files are what was fetched, by their hashes.
func (f *Fetcher) Files() fs.FS { return f.Cache.FS() }

// has reports whether the cache has the bytes of e, whole.
func (f *Fetcher) has(e Entry) bool {
	file, err := f.Cache.Open(e.SHA256)
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(file, e.Size+1))
	return err == nil && n == e.Size && hex.EncodeToString(sum.Sum(nil)) == e.SHA256
}

// keep puts data into the cache under another name first, so that no run finds half a file.
func (f *Fetcher) keep(e Entry, data []byte) error {
	temporary := rand.Text() + ".tmp"
	if err := f.Cache.WriteFile(temporary, data, 0o666); err != nil {
		return err
	}
	return f.Cache.Rename(temporary, e.SHA256)
}

func (f *Fetcher) download(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	if err := checkAddress(request.URL); err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", f.Agent)
	request.Header.Set("Accept", "image/*")
	client := http.Client{Transport: f.Transport, CheckRedirect: checkRedirect}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("its server says %d %s", response.StatusCode, http.StatusText(response.StatusCode))
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxSize {
		return nil, fmt.Errorf("it is larger than %d MB", maxSize>>20)
	}
	return data, nil
}

func checkRedirect(request *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("its server leads on more than %d times", maxRedirects)
	}
	return checkAddress(request.URL)
}

// checkAddress refuses what has no place in the address of a picture. Which machine it is on shows when it is dialled.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%w: its address begins with %q", errRefused, u.Scheme+":")
	}
	if u.User != nil {
		return fmt.Errorf("%w: its address has a name or a password", errRefused)
	}
	return nil
}

// plain takes off an error what the author knows: the method and the address.
func plain(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &op) && errors.Is(err, errRefused):
		return errRefused
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("it took longer than %v", maxTime)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no machine called %s", dns.Name)
	case errors.As(err, &op):
		return fmt.Errorf("its server cannot be reached: %w", op.Err)
	}
	return err
}
