"""What the stages look things up in: units, cues, indicators, divisions, labels; read once from `schemas/`."""
