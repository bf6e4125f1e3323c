"""Attachments that are no pictures

tries: to bring HTML and scripts along under the names of pictures
stopped by: only PNG and JPEG are kept, as data
deserves: all
"""

# %% edit
evil = '"><script>window.attacked = 1</script><img src="'
(written,) = (cell for cell in cells if cell["id"] == "never_at_rest")
written["source"] = "![a](attachment:a.png) ![b](attachment:b.svg) ![c](attachment:c.png)"
written["attachments"] = {"a.png": {"image/png": evil}, "c.png": {"image/jpeg": evil}}
cells.append(
    {"cell_type": "markdown", "id": "m", "metadata": {}, "source": written["source"],
     "attachments": {"b.svg": {"image/svg+xml": "<svg onload='attacked=1'/>", "text/html": evil}}}
)  # fmt: skip
