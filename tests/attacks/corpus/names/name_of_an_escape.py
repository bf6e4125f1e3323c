r"""A name that clears the terminal

tries: to have the instructor's terminal do what it says, or show another table
stopped by: characters that steer a terminal are not shown
deserves: all
student: "x\x1b[2J\x1b[31m\x1b]0;owned\x07\x9b2J\u2400"
"""
