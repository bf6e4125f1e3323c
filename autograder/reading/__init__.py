"""Reading written answers: one question at a time, by the criteria of its model answer."""
