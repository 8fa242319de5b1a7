package speech

import (
	"strings"

	"coursepack/content/math"
)

// elements are the chemical elements.
const elements = `H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr
	Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb
	Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr`

var isElement = func() map[string]bool {
	is := map[string]bool{}
	for _, symbol := range strings.Fields(elements) {
		is[symbol] = true
	}
	return is
}()

// isChemical reports whether t is an upright element, or a group that ends with one: (OH)₂.
func (t token) isChemical() bool {
	if t.group != nil {
		inner := t.group.inner
		return len(inner) > 0 && inner[len(inner)-1].group == nil && inner[len(inner)-1].isChemical()
	}
	ident, ok := t.node.(*math.Ident)
	return ok && ident.Variant == math.Upright && isElement[ident.Text]
}

// isPhase reports whether a group says whether a substance is solid, liquid, a gas or dissolved.
func (t token) isPhase() bool {
	if t.group == nil || len(t.group.inner) != 1 {
		return false
	}
	ident, ok := t.group.inner[0].node.(*math.Ident)
	return ok && ident.Variant == math.Upright && strings.Contains(" s l g aq ", " "+ident.Text+" ")
}

// chemical says the scripts of a chemical symbol if they are a number of atoms and a charge: "H 2 O", "C a 2 plus".
func (v *voice) chemical(t token) bool {
	count, charge := read(t.sub), read(t.sup)
	if !t.isChemical() || t.stacked || len(count) > 0 && numeral(count) == "" || len(charge) > 0 && !isCharge(charge) {
		return false
	}
	v.tokens(count, inScript)
	if len(count) > 0 && len(charge) > 1 {
		v.pause(",")
	}
	v.tokens(charge, inScript)
	return true
}

// isCharge reports whether l is + or − after a number or none.
func isCharge(l []token) bool {
	last := l[len(l)-1]
	return len(l) <= 2 && (last.sign() == "+" || last.sign() == "−") && (len(l) == 1 || numeral(l[:1]) != "")
}

// bond returns what a sign between chemical symbols stands for, or "".
func (w *walk) bond(n *math.Operator) string {
	if !w.previous().isChemical() || n.Class != math.Ord && !n.Stretchy {
		return ""
	}
	return w.lang.Bonds[n.Text]
}
