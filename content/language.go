package content

import "strings"

// rightToLeft has the languages that are commonly written from right to left.
var rightToLeft = map[string]bool{
	"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "ks": true, "ps": true, "sd": true,
	"syr": true, "ug": true, "ur": true, "yi": true,
}

// Direction returns "rtl" or "ltr", the direction in which a language (a BCP 47 tag) is written. A script in the tag
// decides, as in "az-Arab".
func Direction(lang string) string {
	parts := strings.Split(strings.ToLower(lang), "-")
	if len(parts) > 1 && len(parts[1]) == 4 {
		switch parts[1] {
		case "arab", "hebr", "thaa", "syrc", "nkoo", "adlm":
			return "rtl"
		}
		return "ltr"
	}
	if rightToLeft[parts[0]] {
		return "rtl"
	}
	return "ltr"
}
