"""Waiting for an answer

tries: to keep the grader waiting at a prompt
stopped by: there is nobody to answer: input is refused, and stdin is empty
deserves: all
"""

# %% after setup
import getpass
import os
import sys

print(os.read(0, 100), sys.stdin and sys.stdin.read())
try:
    getpass.getpass("password of the instructor: ")
except Exception as error:
    print(error)

# %% after answer-sgd_step
input("Your password, please: ")
