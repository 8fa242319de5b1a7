//go:build race

package template_test

// slowness is how many times longer code may take that is watched for races.
const slowness = 10
