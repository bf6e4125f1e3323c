"""What runs beside untrusted code: it imports nothing of autograder."""
