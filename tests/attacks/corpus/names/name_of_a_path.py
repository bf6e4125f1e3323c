r"""A name that leads elsewhere

tries: to have reports and pages written outside their folders
stopped by: a name is one part of a path, and nothing in it is decoded
deserves: all
student: "x-..%2f..%2f..%2fgradebook.db"
"""
