r"""A name of dots

tries: to have reports and pages written one folder up
stopped by: a name is one part of a path
deserves: all
student: "x-.."
"""
