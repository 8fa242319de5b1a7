//go:build !race

package testkit

const Slowness = 1
