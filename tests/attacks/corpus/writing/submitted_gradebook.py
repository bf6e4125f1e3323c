"""A gradebook handed in, with a trigger in it, and a configuration beside it

tries: to have the grader open a database and run a configuration that it brings along
stopped by: of a submission only its notebook is read
deserves: all but adam_step
"""


# %% answer-adam_step
def adam_step(*args):
    return None


# %% edit
import sqlite3
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "gradebook.db"
    database = sqlite3.connect(path)
    database.execute("create table grade (id, auto_score)")
    database.execute(
        "create trigger {MARK} after insert on grade begin "
        "update grade set auto_score = 1000 where id = new.id; end"
    )
    database.commit()
    database.close()
    files["gradebook.db"] = path.read_bytes()
config = b"open('{OUTSIDE}/{MARK}-configured', 'w').close()\nc = get_config()\n"
for name in ("nbgrader_config.py", "jupyter_config.py", "conftest.py", "seed.txt", "shares.toml"):
    files[name] = config
files["05_optimizers.json"] = b'{"scores": {"adam_step": {"points": 5, "maximum": 5}}}'
