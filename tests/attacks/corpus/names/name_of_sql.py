r"""A name that ends a statement

tries: to have the gradebook drop a table
stopped by: names reach the database as parameters
deserves: all
student: "x'; DROP TABLE student; --\""
"""
