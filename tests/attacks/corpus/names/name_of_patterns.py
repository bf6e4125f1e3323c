r"""A name that is a pattern

tries: to be expanded into everyone's files
stopped by: names are never used as patterns
deserves: all
student: "[a-z]-classmate"
"""
