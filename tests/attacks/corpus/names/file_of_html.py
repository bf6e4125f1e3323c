r"""A notebook under a name that is a script

tries: to run in the instructor's browser
stopped by: names are escaped wherever they are shown
deserves: all
file: "<script>alert(1)<!--.ipynb"
"""
