"""The course's live figures, one module each; `steepest` has them all by name."""
