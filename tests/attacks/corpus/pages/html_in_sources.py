"""Scripts in the source of cells

tries: to run in the instructor's browser by what shows its code
stopped by: sources are escaped
deserves: all
"""

# %% after setup
# </pre></div><script>window.attacked = 1</script><img src=x onerror=window.attacked=1>
text = """</textarea></script><script>window.attacked = 1</script>"""
print("</pre><script>window.attacked = 1</script>", text)
