package math

import (
	"testing"
	"unicode/utf8"
)

func TestStyled(t *testing.T) {
	tests := []struct {
		text    string
		variant Variant
		want    string
	}{
		{"xhA", Italic, "𝑥ℎ𝐴"},
		{"αωϵ∂", Italic, "𝛼𝜔𝜖𝜕"},
		{"Γ", Upright, "Γ"},
		{"ΓΩϴ∇", Bold, "𝚪𝛀𝚹𝛁"},
		{"x0α", Bold, "𝐱𝟎𝛂"},
		{"x0Ω", BoldItalic, "𝒙𝟎𝜴"},
		{"CHNPQRZA1k", DoubleStruck, "ℂℍℕℙℚℝℤ𝔸𝟙𝕜"},
		{"BEFHILMRAego", Script, "ℬℰℱℋℐℒℳℛ𝒜ℯℊℴ"},
		{"L", Calligraphic, "ℒ"},
		{"CHIRZg", Fraktur, "ℭℌℑℜℨ𝔤"},
		{"Lx1", SansSerif, "𝖫𝗑𝟣"},
		{"x1", Mono, "𝚡𝟷"},
		{"ı", Italic, "𝚤"},
		{"é+", Bold, "é+"},
	}
	for _, tt := range tests {
		if got := tt.variant.styled(tt.text); got != tt.want {
			t.Errorf("%s %s is %s, want %s", tt.variant, tt.text, got, tt.want)
		}
	}
}

func TestTypedAlphanumericsAreLettersInAVariant(t *testing.T) {
	for styled, plain := range plainLetters() {
		if !utf8.ValidRune(styled) {
			t.Errorf("%s %c is the invalid %X", plain.variant, plain.char, styled)
		}
		if got := plain.variant.Apply(plain.char); got != styled {
			t.Errorf("%s %c is %c, not %c", plain.variant, plain.char, got, styled)
		}
	}
}

func TestAccentsHaveACharacterOfTheirOwn(t *testing.T) {
	for name, a := range accents {
		if got := (&Accent{Mark: a.mark}).Spacing(); got != a.spacing {
			t.Errorf(`\%s stands by itself as %q, not %q`, name, got, a.spacing)
		}
	}
}
