package math

// ClassOf returns how n behaves to its neighbours in a row. What is no atom (Space, Ref, Style) is an Ord.
func ClassOf(n Node) Class {
	switch n := n.(type) {
	case *Row:
		return n.Class
	case *Operator:
		return n.Class
	case *Func:
		return Op
	case *Frac, *Fenced, *Table:
		return Inner
	case *Scripts:
		return ClassOf(n.Base)
	case *UnderOver:
		return ClassOf(n.Base)
	case *Accent:
		if n.Limits != Beside {
			return Op
		}
	case *Style:
		if len(n.Body.Items) == 1 {
			return ClassOf(n.Body.Items[0])
		}
	}
	return Ord
}

// LimitsOf returns where the scripts of n go if it stands as their base.
func LimitsOf(n Node) Limits {
	switch n := n.(type) {
	case *Row:
		return n.Limits
	case *Operator:
		return n.Limits
	case *Func:
		return n.Limits
	case *Accent:
		return n.Limits
	}
	return Beside
}

// settleBinary makes those binary operators ordinary that have nothing to join (The TeXbook, Appendix G, rules 5 and 6).
func settleBinary(items []Node) {
	if len(items) == 1 && ClassOf(items[0]) == Bin {
		setOrdinary(items[0], Infix)
		return
	}
	settleAfter(Open, items)
}

// settleAfter does so for a row that continues after an atom of class left.
func settleAfter(left Class, items []Node) {
	s := settler{left: left}
	s.walk(items)
	s.settle(Close)
}

// A settler passes over the atoms of a row.
type settler struct {
	left    Class // of the atom before
	pending Node  // that atom, if it is binary
}

func (s *settler) walk(items []Node) {
	for _, n := range items {
		switch n := n.(type) {
		case *Space, *Ref:
		case *Style:
			s.walk(n.Body.Items)
		default:
			s.atom(n, ClassOf(n))
		}
	}
}

func (s *settler) atom(n Node, class Class) {
	s.settle(class)
	if class == Bin && joinsNothing(s.left) {
		setOrdinary(n, Prefix)
		class = Ord
	}
	if class == Bin {
		s.pending = n
	}
	s.left = class
}

// settle decides about a pending operator by the class of what follows.
func (s *settler) settle(next Class) {
	if s.pending != nil && (next == Rel || next == Close || next == Punct) {
		setOrdinary(s.pending, Postfix)
		s.left = Ord
	}
	s.pending = nil
}

// joinsNothing reports whether a binary operator after an atom of class left has nothing to join.
func joinsNothing(left Class) bool {
	switch left {
	case Bin, Op, Rel, Open, Punct:
		return true
	}
	return false
}

func setOrdinary(n Node, form Form) {
	switch n := n.(type) {
	case *Row:
		n.Class = Ord
	case *Operator:
		n.Class, n.Form = Ord, form
	case *Scripts:
		setOrdinary(n.Base, form)
	case *UnderOver:
		setOrdinary(n.Base, form)
	case *Style:
		setOrdinary(n.Body.Items[0], form)
	}
}
