"""Scripts in errors

tries: to run in the instructor's browser by names, messages and lines of tracebacks
stopped by: errors are text, whatever they say
deserves: all but adam_step
"""

# %% answer-adam_step
EVIL = "<script>window.attacked = 1</script><img src=x onerror=window.attacked=1>"
Evil = type(EVIL, (Exception,), {"__module__": EVIL})


def adam_step(*args):
    raise Evil(EVIL)


# %% after setup
EVIL = "</pre><script>window.attacked = 1</script>\x1b]8;;javascript:attacked=1\x07go\x1b]8;;\x07"
code = compile("1 / 0 # <img src=x onerror=window.attacked=1>", EVIL, "exec")
try:
    exec(code)
except ZeroDivisionError as error:
    raise type(EVIL, (Exception,), {})(EVIL) from error


# %% after sgd_step
class Shown(Exception):
    def _render_traceback_(self):
        return ["</pre><script>window.attacked = 1</script>", "\x1b[38;5;1;onload=attacked=1m"]


raise Shown
