//go:build race

package testkit

// Slowness is how many times longer code may take that is watched for races.
const Slowness = 10
