package xhtml

import (
	"net/url"
	"strings"
)

// Address is an absolute address made fit for a link, if following it is harmless: nothing that runs in the page.
func Address(s string) (href string, ok bool) {
	s = strings.TrimSpace(clean(s))
	scheme, rest, found := strings.Cut(s, ":")
	if !found || rest == "" {
		return "", false
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "ftp":
		u, err := url.Parse(escapeURL(s))
		if err != nil || !isHost(u.Hostname()) {
			return "", false
		}
	case "mailto", "tel", "doi", "urn", "geo":
	default:
		return "", false
	}
	return escapeURL(s), true
}

func isHost(host string) bool {
	return host != "" && !strings.ContainsAny(host, "%_ <>\"'()*,;=!$&+") && !strings.HasPrefix(host, ".")
}

// escapeURL percent-encodes what https://url.spec.whatwg.org/#url-code-points leaves out, and keeps what is encoded
// already.
func escapeURL(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	fragment := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		bad := c <= ' ' || strings.IndexByte("\"<>\\^`{|}[]", c) >= 0 || c == '%' && !isEncoded(s[i:]) || c == '#' && fragment
		fragment = fragment || c == '#'
		if bad {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isEncoded(s string) bool {
	return len(s) >= 3 && strings.Trim(s[1:3], "0123456789abcdefABCDEF") == ""
}
