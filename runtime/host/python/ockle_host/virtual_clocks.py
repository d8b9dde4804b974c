"""Clocks and `sleep` that follow virtual time on the plugin's threads."""

import datetime
import random
import sys
import time as real

from ockle_host.internal_thread import is_internal_thread

# Modules that go on in real time.
_REAL = ("ockle_host.", "debugpy", "pydev", "_pydev")


def route_clocks(time, sleep, is_debugger, seed):
    """`sleep` waits virtually; docs/time.md lists what follows."""
    _route_sleep(time, sleep, is_debugger)
    _route_numbers(time)
    _route_calendar()
    _route_datetime(time)
    random.seed(seed)


def _route_sleep(time, sleep, is_debugger):
    real_sleep = real.sleep

    def routed(seconds):
        if time.runner() is None or is_debugger(sys._getframe(1).f_code.co_filename):
            if time.is_over and not is_internal_thread():
                return
            real_sleep(seconds)
        else:
            sleep(seconds)

    _install("sleep", routed)


def _route_numbers(time):
    def since_epoch():
        return time.now

    def since_begin():
        return time.now - time.began

    for name, read in (
        ("time", since_epoch),
        ("monotonic", since_begin),
        ("perf_counter", since_begin),
    ):
        _replace(name, lambda read=read: read() / 1000)
        _replace(name + "_ns", lambda read=read: int(read() * 1000000))


def _replace(name, virtual):
    original = getattr(real, name)

    def routed():
        return original() if is_internal_thread() else virtual()

    _install(name, routed)


def _install(name, routed):
    """Also where the library took it by `from time import …` before."""
    original = getattr(real, name)
    routed.__doc__ = original.__doc__
    setattr(real, name, routed)
    for module in list(sys.modules.values()):
        module_name = getattr(module, "__name__", "")
        if module_name.startswith(_REAL) or not hasattr(module, "__dict__"):
            continue
        for alias, value in list(vars(module).items()):
            if value is original:
                setattr(module, alias, routed)


def _route_calendar():
    """Without a moment they mean the present."""
    localtime, gmtime, ctime = real.localtime, real.gmtime, real.ctime
    asctime, strftime = real.asctime, real.strftime
    real.localtime = lambda seconds=None: localtime(real.time() if seconds is None else seconds)
    real.gmtime = lambda seconds=None: gmtime(real.time() if seconds is None else seconds)
    real.ctime = lambda seconds=None: ctime(real.time() if seconds is None else seconds)
    real.asctime = lambda moment=None: asctime(real.localtime() if moment is None else moment)
    real.strftime = lambda form, moment=None: strftime(
        form, real.localtime() if moment is None else moment
    )


def _route_datetime(time):
    real_datetime, real_date = datetime.datetime, datetime.date

    class AlsoReal(type):
        """Moments that were made before are moments as well."""

        def __instancecheck__(cls, value):
            own = cls.__mro__[1] if "_is_routed" in vars(cls) else None
            return isinstance(value, own) if own else type.__instancecheck__(cls, value)

        def __subclasscheck__(cls, other):
            own = cls.__mro__[1] if "_is_routed" in vars(cls) else None
            return issubclass(other, own) if own else type.__subclasscheck__(cls, other)

    def now(cls, tz=None):
        return cls.fromtimestamp(time.now / 1000, tz)

    def utcnow(cls):
        return cls.fromtimestamp(time.now / 1000, datetime.timezone.utc).replace(tzinfo=None)

    def today(cls):
        return cls.fromtimestamp(time.now / 1000)

    def routed(base, name, members):
        members = {key: classmethod(value) for key, value in members.items()}
        return AlsoReal(name, (base,), dict(members, __module__="datetime", _is_routed=True))

    moments = {"now": now, "utcnow": utcnow, "today": today}
    datetime.datetime = routed(real_datetime, "datetime", moments)
    datetime.date = routed(real_date, "date", {"today": today})
