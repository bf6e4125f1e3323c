"""Pictures whose data and sizes are scripts

tries: to leave the attribute that a picture's data, width or name is put into
stopped by: what is put into an attribute is escaped, or is not what it says and is left out
deserves: all
"""

# %% after setup
from IPython.display import display

EVIL = '"><script>window.attacked = 1</script><img src=x onerror="window.attacked=1'
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
for kind in ("image/png", "image/jpeg", "image/gif", "image/svg+xml"):
    display({kind: EVIL}, raw=True)
    for about in ({"width": EVIL, "height": EVIL}, {"alt": EVIL}, {"needs_background": EVIL},
                  {"width": "1 onload=window.attacked=1"}, {"unconfined": EVIL}):  # fmt: skip
        display({kind: PICTURE}, raw=True, metadata={kind: about, **about})
