r"""A name that is a script

tries: to run in the instructor's browser, on the feedback page or in the formgrader
stopped by: names are escaped wherever they are shown
deserves: all
student: "<img src=x onerror=alert(1)><script>alert(2)<!--"
"""
