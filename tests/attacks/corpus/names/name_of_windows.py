r"""A name that Windows keeps for itself

tries: to crash who opens the course folder on another system, or to write to a device
stopped by: on the system that grades, it is a name like any other
deserves: all
student: "CON"
"""
