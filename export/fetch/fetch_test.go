package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/asset"
	"coursepack/content/diag"
)

// fetcher asks a server of this machine.
func fetcher(t *testing.T, handler http.Handler) (*Fetcher, string) {
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	cache, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cache.Close() })
	return &Fetcher{Transport: http.DefaultTransport, Cache: cache, Agent: "test"}, server.URL
}

func TestWhatIsLockedStaysTheSame(t *testing.T) {
	asked, body := 0, "one"
	f, url := fetcher(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		fmt.Fprint(w, body)
	}))
	ctx := context.Background()
	first, err := f.Get(ctx, url, Entry{})
	if err != nil || first.Size != 3 {
		t.Fatal(first, err)
	}
	body = "other"
	if again, err := f.Get(ctx, url, first); err != nil || again != first || asked != 1 {
		t.Errorf("from the cache: %v, %v, asked %d times", again, err, asked)
	}
	if err := f.Cache.WriteFile(first.SHA256, []byte("onf"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Get(ctx, url, first); !errors.Is(err, asset.ErrChanged) {
		t.Errorf("a damaged cache and a changed picture give %v", err)
	}
	f.Update = true
	if updated, err := f.Get(ctx, url, first); err != nil || updated == first {
		t.Errorf("an update gives %v, %v", updated, err)
	}
}

func TestServersAreBounded(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/missing", http.NotFound)
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, maxSize+1)) })
	f, url := fetcher(t, mux)
	for address, want := range map[string]string{
		url + "/missing":                  "its server says 404 Not Found",
		url + "/round":                    "its server leads on more than 5 times",
		url + "/file":                     errRefused.Error(),
		url + "/large":                    "it is larger than 20 MB",
		"ftp://example.org/a.png":         errRefused.Error() + `: its address begins with "ftp:"`,
		"https://me:pw@example.org/a.png": errRefused.Error() + ": its address has a name or a password",
	} {
		if _, err := f.Get(context.Background(), address, Entry{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", address, err, want)
		}
	}
}

func TestNameServersThatAreSilentSayNothingOfMachines(t *testing.T) {
	f, _ := fetcher(t, http.NotFoundHandler())
	for _, found := range []struct {
		err  net.DNSError
		want string
	}{
		{net.DNSError{Err: "no such host", Name: "example.org", IsNotFound: true}, "there is no machine called example.org"},
		{net.DNSError{Err: "server misbehaving", Name: "example.org", IsTemporary: true}, "its server cannot be reached"},
	} {
		f.Transport = roundTripper(func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &found.err}
		})
		if _, err := f.Get(context.Background(), "https://example.org/a.png", Entry{}); err == nil || !strings.HasPrefix(err.Error(), found.want) {
			t.Errorf("got %v, want %s", err, found.want)
		}
	}
}

func TestPrivateMachinesAreRefused(t *testing.T) {
	f, url := fetcher(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	port := url[strings.LastIndex(url, ":"):]
	f.Transport = Guarded()
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f000001", "2130706433"} {
		if _, err := f.Get(context.Background(), "http://"+host+port, Entry{}); err == nil {
			t.Errorf("%s was asked", host)
		}
	}
	for _, a := range []string{
		"10.1.2.3", "100.64.0.1", "169.254.169.254", "172.31.0.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
		"::", "fe80::1", "fd00::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::ffff:10.0.0.1", "::127.0.0.1",
	} {
		if isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for public", a)
		}
	}
	for _, a := range []string{"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"} {
		if !isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for private", a)
		}
	}
}

func TestRedirectsToPrivateMachinesAreRefused(t *testing.T) {
	private, url := fetcher(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	public := httptest.NewServer(http.RedirectHandler(url, http.StatusFound))
	defer public.Close()
	guarded := Guarded()
	private.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		if "http://"+r.URL.Host == public.URL {
			return http.DefaultTransport.RoundTrip(r)
		}
		return guarded.RoundTrip(r)
	})
	if _, err := private.Get(context.Background(), public.URL, Entry{}); !errors.Is(err, errRefused) {
		t.Errorf("got %v", err)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestLockIsReadAsWritten(t *testing.T) {
	lock := Lock{
		"https://example.org/b.png": {SHA256: strings.Repeat("b", 64), Size: 2},
		"https://example.org/a.png": {SHA256: strings.Repeat("a", 64), Size: 1},
	}
	text := string(lock.Bytes())
	var list diag.List
	again := ReadLock(fstest.MapFS{LockFile: {Data: []byte(text + "<<<<<<< HEAD\nhttps://example.org/c.png sha256:../c 3\n")}}, &list)
	if string(again.Bytes()) != text {
		t.Errorf("got %s, want %s", again.Bytes(), text)
	}
	for i, d := range list.Places() {
		if d.Code != "lock-broken" || d.Line != 4+i {
			t.Errorf("got %v", d)
		}
	}
	if n := len(list.Places()); n != 2 {
		t.Errorf("%d lines were reported", n)
	}
}
