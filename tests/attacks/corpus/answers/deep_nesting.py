"""Lists in lists without end

tries: to have whoever walks through the result recurse until it crashes
stopped by: depth and length are bounded where the result is read, on both sides
deserves: all but sgd_step, momentum_step, adam_step
"""


# %% answer-sgd_step
def sgd_step(w, g, lr):
    result = []
    for _ in range(100_000):
        result = [result]
    return result


# %% answer-momentum_step
def momentum_step(*args):
    result = []
    result.append(result)
    return result, {"self": result}


# %% answer-adam_step
def adam_step(*args):
    wide = [0.0]
    for _ in range(40):
        wide = [wide, wide]  # 2⁴⁰ numbers, and 40 lists
    return wide
