"""A kernel that it names

tries: to have the grader start a program
stopped by: the kernel's name comes from the release, and no kernel is started
deserves: all
"""

# %% edit
notebook["metadata"]["kernelspec"] = {
    "name": "../../{MARK}; touch {OUTSIDE}/{MARK}-kernel",
    "display_name": "<script>alert(1)</script>",
    "argv": ["touch", "{OUTSIDE}/{MARK}-kernel"],
}
notebook["metadata"]["language_info"] = {"name": "../python", "pygments_lexer": "</style><script>"}
notebook["nbformat_minor"] = 10**6
