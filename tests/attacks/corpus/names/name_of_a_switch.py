r"""A name that is an option

tries: to be taken for `--force` by a command
stopped by: names are never put on a command line
deserves: all
student: "--force"
"""
