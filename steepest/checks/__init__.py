"""`check` and all that it is made of. Nothing here knows a reference or a hidden case."""
