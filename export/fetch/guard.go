package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// Guarded returns a transport that reaches machines of the public network alone. It looks at the address that is
// dialled, which no name, redirect or second answer of a name server can talk around; so it uses no proxy, either.
func Guarded() http.RoundTripper {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: refusePrivate}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxConnsPerHost:        4,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  maxTime,
		MaxResponseHeaderBytes: 1 << 16,
	}
}

// refusePrivate is called with the address of the machine before every connection.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(to.Addr()) {
		return errRefused
	}
	return nil
}

// isPublic reports whether an address is one of the public network.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.Is6() && !publicIPv6.Contains(a) {
		return false
	}
	return !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}

// What IANA has set apart within the addresses of single machines, as far as it is not public. Among the IPv6 addresses
// are those that carry an IPv4 address, which may be a private one.
// https://www.iana.org/assignments/iana-ipv4-special-registry/
// https://www.iana.org/assignments/iana-ipv6-special-registry/
var (
	publicIPv6 = netip.MustParsePrefix("2000::/3")
	special    = prefixes(
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
		"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	)
)

func prefixes(all ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, p := range all {
		parsed = append(parsed, netip.MustParsePrefix(p))
	}
	return parsed
}
