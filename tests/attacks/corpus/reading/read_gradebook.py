"""Everyone's grades

tries: to read the gradebook
stopped by: the course folder does not exist in its process
deserves: all
"""

# %% after setup
import sqlite3

for address in ("{GRADEBOOK}", "file:{GRADEBOOK}?mode=ro"):
    try:
        with sqlite3.connect(address, uri=address.startswith("file:")) as database:
            for table in database.execute("select name, sql from sqlite_master"):
                print("{WON}", table)
            print("{WON}", database.execute("select * from student").fetchall())
    except sqlite3.Error as error:
        print(error)
