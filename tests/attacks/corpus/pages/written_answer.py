"""A script in the written answer

tries: to run in the instructor's browser while the answer is graded by hand
stopped by: Markdown becomes HTML with only harmless tags
deserves: all
"""

# %% edit
(written,) = (cell for cell in cells if cell["id"] == "never_at_rest")
written["source"] = """
<script>window.attacked = "{MARK}"</script><img src=x onerror="window.attacked = 1">
<iframe srcdoc="<script>parent.attacked = 1</script>"></iframe>
[go](javascript:window.attacked=1) ![x](javascript:window.attacked=1) <javascript:attacked=1>
[ref]: javascript:window.attacked=1
$\\href{javascript:window.attacked=1}{x}$ $$\\unicode{<img src=x onerror=attacked=1>}$$
$</script><script>window.attacked = 1</script>$
```{raw} html
<script>window.attacked = 1</script>
```
<details ontoggle="window.attacked = 1" open>x</details><svg onload="window.attacked = 1">
"""
