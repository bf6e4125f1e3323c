"""What students hand in: taken from archives, found in `submitted/`, and repaired."""
