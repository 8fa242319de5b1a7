//go:build race

package main

// slowness is how many times longer code may take that is watched for races.
const slowness = 10
