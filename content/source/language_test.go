package source

import (
	"strings"
	"testing"
)

func TestPickLanguage(t *testing.T) {
	tests := []struct{ found, asked, standard, want string }{
		{"fa en ja", "ja", "fa", "ja"},
		{"fa en ja", "", "fa", "fa"},
		{"fa en ja", "", "", "en"},
		{"fa ja", "", "de", "fa"},
		{"fa ja", "de", "fa", "-"},
		{"en pt_BR", "pt-br", "", "pt_BR"},
		{"en zh-TW zh-CN", "zh", "", "zh-TW"},
		{"", "", "en", "-"},
	}
	for _, tt := range tests {
		got, ok := PickLanguage(strings.Fields(tt.found), tt.asked, tt.standard)
		if !ok {
			got = "-"
		}
		if got != tt.want {
			t.Errorf("PickLanguage(%s; %s; %s): got %s, want %s", tt.found, tt.asked, tt.standard, got, tt.want)
		}
	}
}
