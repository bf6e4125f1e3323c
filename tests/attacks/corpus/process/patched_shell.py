"""The notebook's own machinery, bent

tries: to have every later cell, also the checks, run as something else
stopped by: check cells are not run, and what runs before them only makes the functions
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% after setup
import ast

shell = get_ipython()


def nothing(lines):
    return ["100.0\n"] if any("check(" in line for line in lines) else lines


class Praise(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


shell.input_transformers_cleanup.append(nothing)
shell.input_transformers_post.append(nothing)
shell.ast_transformers.append(Praise())
shell.events.register("post_run_cell", lambda result: setattr(result, "error_in_exec", None))
run = shell.run_cell
shell.run_cell = lambda source, *args, **kwargs: run(source.replace("check(", "print("))
type(shell).showtraceback = lambda *args, **kwargs: None
