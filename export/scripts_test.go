package export_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"coursepack/content/diag"
	"coursepack/export"
)

// What is copied from a PDF in a script that is not Latin are the author's words in the author's order, and no line begins with what may not
// begin one. The letters are those of Noto, which make test installs.
func TestScriptsOnPaper(t *testing.T) {
	pdftotext := tool(t, "pdftotext")
	for lang, phrases := range map[string][]string{
		"ar":    {"يرتفع البحر وينخفض مرتين في اليوم", "(يطبعه مكتب الميناء كل عام)", "خلال نحو 24 ساعة و50", "Brest", "أضف ساعة واحدة في الصيف."},
		"he":    {"הים עולה ויורד פעמיים ביום", "(משרד הנמל מדפיס אותה בכל שנה)", "בתוך 24 שעות", "Brest", "הוסיפו שעה אחת בקיץ."},
		"fa":    {"دریا روزی دو بار", "(که دفتر بندر هر سال چاپ می‌کند)", "Brest", "می‌آید", "در تابستان یک ساعت بیفزایید."},
		"zh-CN": {"海水每天涨落两次，潮汐表（港务局每年印一本）告诉我们是在什么时候。", "1. 在表里找到日期和港口：例如 Brest（法国）。"},
		"ja":    {"海は一日に二度、満ちたり引いたりします。", "1. 日付と港を表の中で探します。たとえば Brest（フランス）です。"},
		"ko":    {"바다는 하루에 두 번 차오르고 빠지며, 조석표(항만 사무소가 해마다", "1. 날짜와 항구를 표에서 찾습니다. 예를 들면 Brest(프랑스)입니다."},
	} {
		t.Run(lang, func(t *testing.T) {
			s := sample{folder: "../testdata/courses/starlight-languages"}
			files, said := exported(t, s, func(o *export.Options) { o.Lang, o.Formats = lang, []string{"pdf"} })
			if hasCode(said, "glyph-missing") {
				missing(t, "a font for "+lang)
			}
			file := filepath.Join(t.TempDir(), "tide-table.pdf")
			if err := os.WriteFile(file, files["tide-table.pdf"], 0o666); err != nil {
				t.Fatal(err)
			}
			accepts(t, pdfChecks, file)
			got := run(t, pdftotext, "-enc", "UTF-8", file, "-").stdout
			for _, phrase := range phrases {
				if !strings.Contains(copied(got), copied(phrase)) {
					t.Errorf("it lacks %q:\n%s", phrase, got)
				}
			}
			if lines := regexp.MustCompile(`(?m)^[、。，．：；！？」』）〕】ーぁぃぅぇぉっゃゅょ]`).FindAllString(got, -1); lines != nil {
				t.Errorf("lines begin with %q", lines)
			}
		})
	}
}

func hasCode(said []diag.Diagnostic, code string) bool {
	for _, d := range said {
		if d.Code == code {
			return true
		}
	}
	return false
}

const zeroWidthNonJoiner = '\u200C'

// copied is a text for comparison: without white space, which scripts without spaces have at the ends of lines, and without marks of
// direction. pdftotext takes the ligature of lam and alef apart in the wrong order.
func copied(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) && r != zeroWidthNonJoiner {
			return -1
		}
		return r
	}, text)
	return strings.ReplaceAll(text, "لا", "ال")
}
