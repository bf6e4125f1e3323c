"""What a check is: a formula with its cases and mistakes, and the judging of answers."""
