"""The commands: options in, one function called, its report out."""
