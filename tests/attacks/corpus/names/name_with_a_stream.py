r"""A name with a colon

tries: to write into a stream of another file, as on Windows
stopped by: on the system that grades, it is a name like any other
deserves: all
student: "a-classmate:x|y?*"
"""
