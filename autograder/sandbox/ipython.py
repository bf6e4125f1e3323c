"""IPython as ipykernel has it, without a kernel: what it would send is handed over as data."""

import builtins
import contextlib
import getpass
import os
import pdb
import sys
import tempfile
from collections.abc import Callable

from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core import debugger
from IPython.core.application import ProfileDir
from IPython.core.error import UsageError
from jupyter_client.session import Session
from traitlets.config import Config


def make_ipython(receive: Callable[[str, dict], None]) -> ZMQInteractiveShell:
    """The process's IPython, set up as a kernel's. `receive` gets the type and the content of
    every message that it has for the notebook, as they come out of JSON."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    with tempfile.TemporaryDirectory() as folder:  # it wants one, and leaves it empty
        ipython = _IPython.instance(
            config=Config(HistoryManager=Config(enabled=False)),
            ipython_dir=folder,
            profile_dir=ProfileDir(location=os.path.join(folder, "profile_default")),
            user_ns={},
            kernel=_Kernel(),
            compiler_class=XCachingCompiler,
        )
    ipython.extension_manager.load_extension("storemagic")
    session = Session()
    for sender in (ipython.displayhook, ipython.display_pub):
        sender.session, sender.pub_socket = session, _Socket(session, receive)
    sys.breakpointhook = lambda *arguments, **named: None  # as where no debugger is attached
    debugger.Pdb = pdb.Pdb = debugger.InterruptiblePdb
    pdb.set_trace = debugger.set_trace
    return ipython


class _IPython(ZMQInteractiveShell):
    """ipykernel's shell. It bears that name too: rich and others look at it."""

    def enable_gui(self, gui=None):
        if gui is not None:
            raise UsageError(f"there is no event loop for {gui!r} here")

    def _tee(self, channel):
        """IPython's own record of what is printed, which nobody reads and nothing bounds."""
        return contextlib.nullcontext()

    def _format_exception_for_storage(self, exception, *args, **kwargs):
        """The same for errors: it would render each traceback a second time."""

    def forget(self):
        """Back to how it began."""
        self.displayhook.session.pid = os.getpid()  # a session refuses to send from a fork
        self.reset()
        self.history_manager.outputs.clear()
        self.history_manager.exceptions.clear()


_IPython.__name__ = _IPython.__qualname__ = ZMQInteractiveShell.__name__
_IPython.__module__ = ZMQInteractiveShell.__module__


class _Kernel:
    """What is asked of a kernel, where nobody is there to answer `input`."""

    eventloop = None
    _allow_stdin = False
    raw_input, getpass = Kernel.raw_input, Kernel.getpass

    @contextlib.contextmanager
    def refusing_input(self):
        before = builtins.input, getpass.getpass
        builtins.input, getpass.getpass = self.raw_input, self.getpass
        try:
            yield
        finally:
            builtins.input, getpass.getpass = before


class _Socket:
    """Where a session sends its messages to, serialised as for any client."""

    def __init__(self, session, receive):
        self._unpack, self._receive = session.unpack, receive

    def send_multipart(self, parts, **options):
        header, _parent, _metadata, content = map(self._unpack, parts[-4:])
        self._receive(header["msg_type"], content)
