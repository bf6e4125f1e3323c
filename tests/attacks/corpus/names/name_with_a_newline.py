r"""A name of two lines

tries: to add a line to the table, with points of its own
stopped by: characters that move the cursor are not shown
deserves: all
student: "x\na-classmate   2  2  3  3  4  3  5   22"
"""
