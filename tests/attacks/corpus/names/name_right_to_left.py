r"""A name that is read backwards

tries: to stand in the table, and on disk, as somebody else
stopped by: characters that turn a line around are not shown
deserves: all
student: "\u202eetamssalc-a\u202c"
"""
