package svg

import (
	"math"
	"strings"
)

// A Point of a path.
type Point struct{ X, Y float64 }

// A Matrix takes (x, y) to (ax + cy + e, bx + dy + f), written a b c d e f as in SVG and PDF.
type Matrix [6]float64

// Identity leaves points where they are.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Apply returns where m takes p.
func (m Matrix) Apply(p Point) Point {
	return Point{m[0]*p.X + m[2]*p.Y + m[4], m[1]*p.X + m[3]*p.Y + m[5]}
}

// Mul returns the matrix that does what n does and then what m does.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

// Scale returns by how much m makes lengths longer, on average.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func translate(x, y float64) Matrix { return Matrix{1, 0, 0, 1, x, y} }
func scale(x, y float64) Matrix     { return Matrix{x, 0, 0, y, 0, 0} }

func rotate(degrees float64) Matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Matrix{cos, sin, -sin, cos, 0, 0}
}

// parseTransform reads a list of transformations: https://www.w3.org/TR/SVG11/coords.html#TransformAttribute
func parseTransform(s string) Matrix {
	m := Identity
	for s != "" {
		name, rest, ok := strings.Cut(s, "(")
		args, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			break
		}
		m = m.Mul(transformation(strings.Trim(name, " \t\r\n,"), numbers(args)))
		s = after
	}
	return m
}

func transformation(name string, n []float64) Matrix {
	at := func(i int, otherwise float64) float64 {
		if i < len(n) {
			return n[i]
		}
		return otherwise
	}
	if len(n) == 0 {
		return Identity
	}
	switch name {
	case "matrix":
		if len(n) == 6 {
			return Matrix(n)
		}
	case "translate":
		return translate(n[0], at(1, 0))
	case "scale":
		return scale(n[0], at(1, n[0]))
	case "rotate":
		x, y := at(1, 0), at(2, 0)
		return translate(x, y).Mul(rotate(n[0])).Mul(translate(-x, -y))
	case "skewX":
		return Matrix{1, 0, math.Tan(n[0] * math.Pi / 180), 1, 0, 0}
	case "skewY":
		return Matrix{1, math.Tan(n[0] * math.Pi / 180), 0, 1, 0, 0}
	}
	return Identity
}

// numbers reads numbers with spaces or commas between them, and stops at anything else.
func numbers(s string) []float64 {
	var all []float64
	sc := scanner{s: s}
	for {
		n, ok := sc.number()
		if !ok {
			return all
		}
		all = append(all, n)
	}
}
