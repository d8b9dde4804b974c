"""Entry: python3 -u <folder>/ockle_host"""

import faulthandler
import os
import signal
import sys
import threading

# What only some plugins need, and is loaded when they do; the last one tells that all are compiled.
_LATER = (
    "ockle_host.outside_watch",
    "ockle_host.python_2",
    "ockle_host.server_network_proxy",
    "ockle_host.syntax_failure",
    "ockle_host.virtual_clocks",
    "ockle_host.virtual_locks",
    "common.XMLDictionarySerialize",
    "plugins.ModuleTemplate",
    "ockle_host.ini_parsers",
)


def use_package_folders():
    """Plugins must find their own modules, not those inside the host's folder."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[0:1] = [os.path.join(here, "author_api"), here]


def compile_the_rest(first):
    """For the next process: nothing is kept once there is a plugin. `first` is a module that was loaded."""
    cached = first.__spec__.cached
    if cached is None:
        return
    last = _LATER[-1].rpartition(".")[2]
    if not os.path.exists(cached.replace(first.__name__.rpartition(".")[2], last)):
        for name in _LATER:
            __import__(name)


def end_with_daemon():
    """Ends this process and everything the plugin started: without the daemon nobody else would."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def main():
    use_package_folders()
    # To compile the host takes most of its start, so that is kept beside it where that can be written;
    # beside the author's files nothing is.
    sys.dont_write_bytecode = False
    from ockle_host import plugin_host
    from ockle_host.host_channel import HostChannel

    compile_the_rest(plugin_host)
    sys.dont_write_bytecode = True
    # What the daemon bears from this process; what is left of the arguments looks as without a host.
    message_bytes, pending_calls = (int(limit) for limit in sys.argv[1:3])
    traits = sys.argv[3:]
    del sys.argv[1:]
    if hasattr(faulthandler, "register"):
        # The daemon asks for the stack of a process that answers nothing; this needs no interpreter.
        faulthandler.register(signal.SIGUSR2, file=os.dup(2), all_threads=True)
    channel = HostChannel(3, message_bytes, end_with_daemon)
    host = plugin_host.PluginHost(channel, end_with_daemon, pending_calls)
    threading.excepthook = host.report_thread_exception
    host.say_ready()
    if "spare" in traits:
        host.load_ahead("debug" in traits)
    host.serve_main_thread()


if __name__ == "__main__":
    main()
