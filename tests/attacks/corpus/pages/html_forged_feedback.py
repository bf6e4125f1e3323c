"""A report of its own

tries: to show the reader a card, and a score, that the grader never gave
stopped by: the points of the page and of the gradebook are the grader's; what is in an output is
  shown as the output that it is
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% after answer-adam_step
from IPython.display import HTML, display

display(
    HTML("""
<div class="steepest-card" id="adam_step"><p>✓ <code>adam_step</code> is right.</p>
<p>Points: 5 of 5</p></div><a name="adam_step"></a> Score: 5.0 / 5.0
<h4>05_optimizers (Score: 26.0 / 26.0)</h4><a href="#adam_step"><code>adam_step</code></a>
""")
)
