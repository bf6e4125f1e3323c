"""A namespace that has every name

tries: to answer for functions that it never wrote
stopped by: a function is asked for its values, whatever the name it is found by
deserves: all but momentum_step, adam_step
"""

# %% answer-momentum_step
del_me = 1


# %% answer-adam_step
class Anything(dict):
    def __contains__(self, name):
        return True

    def __missing__(self, name):
        return lambda *args: args[0]


class Function:
    def __call__(self, *args):
        return args[0], args[2], args[3]

    def __getattr__(self, name):
        return self


adam_step = Function()
shell = get_ipython()
shell.user_ns.__class__ = dict
try:
    shell.user_ns = Anything(shell.user_ns)
except Exception as error:
    print(error)
