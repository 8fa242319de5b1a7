package questionfile

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

var giftTruth = regexp.MustCompile(`(?i)^\s*(true|t|false|f)\s*(?:#|$)`)

// answers reads what stands between the braces.
func (g *giftQuestion) answers(start, stop int) {
	q := g.question
	if at := g.find(start, stop, "####"); at >= 0 {
		q.Explanation = g.read(g.styled(at+4, stop))
		stop = at
	}
	inside := g.Data[start:stop]
	pos := g.Pos(start + len(inside) - len(bytes.TrimLeft(inside, " \t\n")))
	switch m := giftTruth.FindSubmatch(inside); {
	case len(bytes.TrimSpace(inside)) == 0:
		q.Answer = &content.Essay{Pos: g.Pos(start - 1)}
	case m != nil:
		q.Answer = g.truth(pos, strings.EqualFold(string(m[1][:1]), "t"), start, stop)
	case bytes.HasPrefix(bytes.TrimSpace(inside), []byte("#")):
		g.numeric(q, g.numbers(start+bytes.IndexByte(inside, '#')+1, stop))
	default:
		g.signed(pos, start, stop)
	}
}

// truth reads "T" or "FALSE", with what is said to who is wrong and to who is right.
func (g *giftQuestion) truth(pos content.Pos, right bool, start, stop int) *content.Choice {
	toWrong, toRight := g.feedback(g.find(start, stop, "#"), stop)
	if right {
		return g.trueOrFalse(pos, true, toRight, toWrong)
	}
	return g.trueOrFalse(pos, false, toWrong, toRight)
}

// feedback reads one text behind a number sign, or two. at is -1 if there is none.
func (g *giftQuestion) feedback(at, stop int) (first, second []content.Block) {
	if at < 0 {
		return nil, nil
	}
	end := g.find(at+1, stop, "#")
	if end < 0 {
		return g.read(g.styled(at+1, stop)), nil
	}
	return g.read(g.styled(at+1, end)), g.read(g.styled(end+1, stop))
}

// signed reads answers behind = and ~. A wrong one among them makes a choice, arrows in all of them pairs.
func (g *giftQuestion) signed(pos content.Pos, start, stop int) {
	q := g.question
	pieces := g.pieces(start, stop)
	switch {
	case len(pieces) == 0:
		g.tell(pos, diag.Warning, "question-answers", "the answers begin with neither = nor ~", "a question to answer in one's own words")
		q.Answer = &content.Essay{Pos: pos, Model: g.read(g.styled(start, stop))}
	case g.find(start, stop, "~") >= 0:
		single := g.find(start, stop, "=") >= 0
		q.Answer = g.choice(pos, g.listed(pieces), !single, false)
	case g.arrow(pieces[0]) >= 0:
		q.Answer = g.matching(pos, pieces)
	default:
		g.shortText(q, g.listed(pieces), false)
	}
}

// A giftPiece is an answer between two offsets, behind its sign.
type giftPiece struct {
	sign        byte
	start, stop int
}

// pieces cuts what stands between two offsets before every sign.
func (g *giftQuestion) pieces(start, stop int) []giftPiece {
	var all []giftPiece
	for i := start; i < stop; i++ {
		switch c := g.Data[i]; c {
		case '\\':
			i++
		case '=', '~':
			if len(all) > 0 {
				all[len(all)-1].stop = i
			}
			all = append(all, giftPiece{c, i + 1, stop})
		}
	}
	return all
}

var giftShare = regexp.MustCompile(`^\s*%(-?[\d.]+)%`)

// listed reads answers with their shares and what is said to them.
func (g *giftQuestion) listed(pieces []giftPiece) []listed {
	all := make([]listed, len(pieces))
	for i, p := range pieces {
		a := listed{}
		if p.sign == '=' {
			a.share = full
		}
		if m := giftShare.FindSubmatchIndex(g.Data[p.start:p.stop]); m != nil {
			share, ok := decimal(string(g.Data[p.start+m[2] : p.start+m[3]]))
			if !ok {
				g.tell(g.Pos(p.start+m[2]), diag.Warning, "quiz-value", strconv.Quote(string(g.Data[p.start+m[2]:p.start+m[3]]))+" is no number", "no points")
			}
			a.share = share
			p.start += m[1]
		}
		end := p.stop
		if at := g.find(p.start, p.stop, "#"); at >= 0 {
			end = at
			a.feedback = g.read(g.styled(at+1, p.stop))
		}
		a.styled = g.styled(p.start, end)
		a.at = g.Pos(p.start + len(g.Data[p.start:end]) - len(bytes.TrimLeft(g.Data[p.start:end], " \t\n")))
		all[i] = a
	}
	return all
}

// numbers reads the numbers behind #: one, or several behind signs. ~ stands before what is said to any other.
func (g *giftQuestion) numbers(start, stop int) []listed {
	pieces := g.pieces(start, stop)
	if len(pieces) == 0 || len(bytes.TrimSpace(g.Data[start:pieces[0].start-1])) > 0 {
		first := giftPiece{'=', start, stop}
		if len(pieces) > 0 {
			first.stop = pieces[0].start - 1
		}
		pieces = append([]giftPiece{first}, pieces...)
	}
	all := g.listed(pieces)
	for i := range all {
		if all[i].isBlank() {
			all[i].styled.Text = nil
		}
		if pieces[i].sign == '~' && all[i].isBlank() {
			all[i].other = true
		}
	}
	return all
}

func (g *giftQuestion) arrow(p giftPiece) int { return g.find(p.start, p.stop, "->") }

// matching reads pairs. One without a left side matches nothing.
func (g *giftQuestion) matching(pos content.Pos, pieces []giftPiece) *content.Matching {
	m := &content.Matching{Pos: pos}
	for _, p := range pieces {
		at := g.arrow(p)
		if at < 0 {
			g.tell(g.Pos(p.start), diag.Warning, "question-pair", "a pair has no arrow -> between its sides", "a right side that matches nothing")
			m.Extra = append(m.Extra, g.line(g.read(g.styled(p.start, p.stop))))
			continue
		}
		left, right := g.line(g.read(g.styled(p.start, at))), g.line(g.read(g.styled(at+2, p.stop)))
		if len(left) == 0 {
			m.Extra = append(m.Extra, right)
			continue
		}
		m.Pairs = append(m.Pairs, &content.Pair{Pos: left[0].Position(), Left: left, Right: right})
	}
	return m
}
