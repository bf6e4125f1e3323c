"""What a process runs once, so that no student waits for it. Each cell, and whether it fails.

An assignment adds the imports of its own given cells: see `Repository.imports`.
"""

CELLS = (
    ("import asyncio, json, math, random, time, warnings\nimport numpy as np", False),
    (
        """
import torch
from torch import nn
from torch.nn import functional as F
weights = torch.ones(2, 2, requires_grad=True)
optimizer = torch.optim.Adam([weights])  # imports torch._dynamo
F.cross_entropy(torch.ones(2, 2) @ weights, torch.tensor([0, 1])).backward()
optimizer.step()
weights.detach().numpy()
""",
        False,
    ),
    (
        """
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 10], label="$x^2$")
axes.set(title="title", xlabel="step", yscale="log")
axes.legend()
plt.show()
""",
        False,
    ),
    ("plt.imshow(np.eye(2)); plt.colorbar()", False),
    (
        """
import steepest
name = steepest.checks.cases.names()[0]
exec(f"def {name}(*arguments, **named): raise NotImplementedError")
eval(f"steepest.check({name})")
""",
        True,
    ),
    ("def function(x):\n    return x / 0\n\nfunction(1)", True),
    ("x = = 1", True),
    ("import no_such_module", True),
    ("await asyncio.sleep(0)", False),
    ("warnings.warn('old', DeprecationWarning)\nprint(1)\n1", False),
    ("%time 1", False),
    ("from IPython.display import HTML, Markdown, clear_output\ndisplay(HTML('<b>'))", False),
    ("plt.close('all')", False),
)
