"""From what lies in `submitted/` to grades in the gradebook, one submission at a time."""
