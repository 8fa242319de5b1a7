//go:build !race

package template_test

const slowness = 1
