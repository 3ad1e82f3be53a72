"""Fuzzing: what must hold of every input, damaged inputs, the long run, and every input that once failed."""
