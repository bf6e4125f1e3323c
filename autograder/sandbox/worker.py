"""The fork that runs one submission: first its cells, then its functions on what it is sent.

All that it sends is data that the reader does not trust: the student's code runs in this very
process, and may have changed anything in it.

    from the grading process   {"cells": [[id, source], …], …} · {"ask": [[name, inputs], …]}
    back to it                 {"up": …} · {"began": id} · {"ran": id, …}
                               {"done": …, "moved": [name, …]}
                               {"answer": name, "text": …} · {"lost": name, "why": …}

A check has no source here. Functions are called at the notebook's end, or, where ``at_checks``
has inputs for them, where their check stands.
"""

import base64
import os
import random
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from . import jail
from .answer import answer
from .channel import BadFrame, Channel, Closed, TooLate
from .dependencies import Watch
from .limits import Limits


def live(sock: socket.socket, shell, limits: Limits, rules, shown: Iterable[str] | None) -> None:
    """Shut this process in, run the cells that come over the socket, and answer questions.

    rules : the system call filter, None for none
    shown : the paths that the outer jail shows, None where there is no jail
    """
    _silence()
    if shown is not None:
        jail.enter_inner(limits.folder_bytes, sock.fileno(), shown)
    jail.limit(limits, jailed=shown is not None)
    if rules is not None:
        rules.load()
    channel = Channel(sock)
    channel.send({"up": True})
    job = channel.receive(60)
    _settle(job)
    shell.start(limits.output_bytes)
    watch = Watch(shell.names)
    for name, source in job["cells"]:
        if source is not None:
            channel.send({"began": name})
            channel.send({"ran": name, **shell.run(source, limits.cell_seconds).plain()})
        elif name in job["at_checks"]:
            question = [name, job["at_checks"][name]]
            _answer_in_a_fork(channel, shell.names, [question], limits.call_seconds)
        else:
            watch.note(name)
    channel.send({"done": True, "moved": watch.moved()})
    for kind in (signal.SIGINT, signal.SIGALRM):
        signal.signal(kind, signal.SIG_IGN)
    jail.use_spare()
    jail.end_others()
    _serve(channel, shell.names, limits.call_seconds)


def tell_missing(sock, text):
    Channel(sock).send({"missing": text})


def _silence():
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    os.close(null)


def _settle(job):
    """Go to the notebook's folder, with its files, and start all random generators anew."""
    folder = Path(job["folder"])
    for path, data in job["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(data))
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    os.environ.update(HOME=str(home), TMPDIR=str(folder.parent), NBGRADER_EXECUTION="autograde")
    random.seed(job["seed"])
    np.random.seed(job["seed"] % 2**32)
    torch.manual_seed(job["seed"])


def _serve(channel, names, seconds):
    """Answer questions until nobody asks any more."""
    while True:
        try:
            todo = channel.receive()["ask"]
        except Closed:
            return
        while todo:
            todo = todo[_answer_in_a_fork(channel, names, todo, seconds) :]
            jail.end_others()  # what a function has started


def _answer_in_a_fork(channel, names, questions, seconds):
    """Answer questions in a fork, until one of them costs it its life; return how many are done.

    What the fork says is passed on message by message, so that one that it was killed in the
    middle of harms no other.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            ours.close()
            channel.close()
            _answer_all(Channel(theirs), names, questions)
        finally:
            os._exit(0)
    theirs.close()
    answers = Channel(ours)
    try:
        for done, (name, _) in enumerate(questions, 1):
            try:
                channel.send(answers.receive(seconds))
            except (Closed, BadFrame):
                channel.send({"lost": name, "why": "crashed"})
                return done
            except TooLate:
                channel.send({"lost": name, "why": "hung"})
                return done
        return len(questions)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        answers.close()


def _answer_all(channel, names, questions):
    # What a function prints while it is graded is nobody's output.
    _silence()
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115  (for the process's life)
    for name, inputs in questions:
        if name not in names:
            channel.send({"lost": name, "why": "missing"})
        elif not callable(names[name]):
            channel.send({"lost": name, "why": "not callable"})
        else:
            channel.send({"answer": name, "text": answer(names[name], inputs)})
