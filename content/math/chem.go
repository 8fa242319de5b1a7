package math

func chemistryCommands() map[string]handler { return nil }
