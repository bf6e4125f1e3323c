r"""A name that is a template

tries: to have a page or a line compute what it says
stopped by: names are values, and no part of a template
deserves: all
student: "{{7*7}}{% raw %}${x}%(student)s{0.__class__}"
"""
