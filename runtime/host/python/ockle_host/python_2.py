"""What code has that Python 3 no longer does, and its form now."""

import re

# Names that were there without an import.
_NAMES = {
    "apply": "f(*args)",
    "basestring": "str",
    "buffer": "memoryview",
    "cmp": "(a > b) - (a < b)",
    "execfile": "exec(open(file).read())",
    "file": "open",
    "intern": "sys.intern",
    "long": "int",
    "raw_input": "input",
    "reduce": "functools.reduce",
    "reload": "importlib.reload",
    "unichr": "chr",
    "unicode": "str",
    "xrange": "range",
}
_MODULES = {
    "BaseHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "SimpleHTTPServer": "http.server",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "Tkinter": "tkinter",
    "UserDict": "collections.UserDict",
    "__builtin__": "builtins",
    "_winreg": "winreg",
    "cPickle": "pickle",
    "cStringIO": "io",
    "commands": "subprocess",
    "cookielib": "http.cookiejar",
    "copy_reg": "copyreg",
    "dummy_thread": "_thread",
    "httplib": "http.client",
    "md5": "hashlib.md5",
    "sets": "the type set",
    "sha": "hashlib.sha1",
    "thread": "_thread",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "xmlrpclib": "xmlrpc.client",
}
# Members of modules; * stands for any of them.
_MEMBERS = {
    ("ConfigParser", "readfp"): "read_file",
    ("configparser", "SafeConfigParser"): "ConfigParser",
    ("itertools", "ifilter"): "filter",
    ("itertools", "imap"): "map",
    ("itertools", "izip"): "zip",
    ("itertools", "izip_longest"): "itertools.zip_longest",
    ("os", "getcwdu"): "os.getcwd",
    ("string", "join"): "separator.join(list)",
    ("string", "letters"): "string.ascii_letters",
    ("string", "lowercase"): "string.ascii_lowercase",
    ("string", "maketrans"): "str.maketrans",
    ("string", "replace"): "text.replace(old, new)",
    ("string", "split"): "text.split(separator)",
    ("string", "uppercase"): "string.ascii_uppercase",
    ("sys", "exc_clear"): "no longer needed",
    ("sys", "maxint"): "sys.maxsize",
    ("sys", "setdefaultencoding"): "no longer needed",
    ("time", "clock"): "time.perf_counter",
    ("types", "StringType"): "str",
    ("types", "ListType"): "list",
    ("types", "DictType"): "dict",
    ("urllib", "quote"): "urllib.parse.quote",
    ("urllib", "unquote"): "urllib.parse.unquote",
    ("urllib", "urlencode"): "urllib.parse.urlencode",
    ("urllib", "urlopen"): "urllib.request.urlopen",
    ("urllib", "urlretrieve"): "urllib.request.urlretrieve",
}
# Members of objects, by name alone.
_ATTRIBUTES = {
    "_Thread__stop": "not there; let run() end when mainDaemon.running is false",
    "func_code": "__code__",
    "func_defaults": "__defaults__",
    "func_name": "__name__",
    "has_key": "“key in dictionary”",
    "im_func": "__func__",
    "im_self": "__self__",
    "isAlive": "is_alive",
    "iteritems": "items",
    "iterkeys": "keys",
    "itervalues": "values",
    "viewitems": "items",
    "viewkeys": "keys",
    "viewvalues": "values",
}
# Members that only some objects had.
_ATTRIBUTES_OF = {
    ("dict_items", "sort"): "sorted(…)",
    ("dict_keys", "sort"): "sorted(…)",
    ("dict_values", "sort"): "sorted(…)",
    ("filter", "append"): "list(filter(…)) first",
    ("filter", "sort"): "sorted(…)",
    ("generator", "next"): "next(generator)",
    ("map", "append"): "list(map(…)) first",
    ("map", "sort"): "sorted(…)",
    ("range", "append"): "list(range(…)) first",
    ("range", "sort"): "sorted(…)",
    ("str", "decode"): "left out, for text is Unicode",
    ("zip", "append"): "list(zip(…)) first",
    ("zip", "sort"): "sorted(…)",
}
_LAZY = "(dict_keys|dict_values|dict_items|map|filter|zip)"
_TYPE_ERRORS = (
    (
        re.compile(r"unsupported operand type\(s\) for >>: 'builtin_function_or_method'"),
        lambda match: "“print >>file, text” of Python 2 is print(text, file=file) in Python 3.",
    ),
    (
        re.compile(r"'%s' object is not subscriptable" % _LAZY),
        lambda match: "A list in Python 2 is a %s in Python 3: write list(…)[…]." % match[1],
    ),
    (
        re.compile(r"object of type '%s' has no len\(\)" % _LAZY),
        lambda match: "A list in Python 2 is a %s in Python 3: write len(list(…))." % match[1],
    ),
    (
        re.compile(r"'cmp' is an invalid keyword argument|unexpected keyword argument 'cmp'"),
        lambda match: "“cmp=f” of Python 2 is key=functools.cmp_to_key(f) in Python 3.",
    ),
    (
        re.compile(r"sort\(\) takes no positional arguments"),
        lambda match: "“sort(f)” of Python 2 is sort(key=functools.cmp_to_key(f)) in Python 3.",
    ),
)


def python_2_hint(error):
    """What the code should be in Python 3, when the error comes from code for Python 2; else None."""
    for kind, look in _LOOKS:
        if isinstance(error, kind):
            return look(error)
    return None


def _module_hint(error):
    now = _MODULES.get(error.name or "")
    return now and "The module %s of Python 2 is %s in Python 3." % (error.name, now)


def _import_hint(error):
    match = re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if match is None:
        return None
    return _is_now("%s.%s" % (match[2], match[1]), _MEMBERS.get((match[2], match[1])))


def _name_hint(error):
    match = re.search(r"name '(\w+)' is not defined", str(error))
    return match and _is_now(match[1], _NAMES.get(match[1]))


def _attribute_hint(error):
    match = re.match(r"(?:module )?'(\w+)'(?: object)? has no attribute '(\w+)'", str(error))
    if match is None:
        return None
    owner, name = match[1], match[2]
    now = _MEMBERS.get((owner, name)) or _ATTRIBUTES_OF.get((owner, name)) or _ATTRIBUTES.get(name)
    return _is_now(name, now)


def _type_hint(error):
    for pattern, hint in _TYPE_ERRORS:
        match = pattern.search(str(error))
        if match:
            return hint(match)
    return None


def _is_now(name, now):
    return now and "%s of Python 2 is %s in Python 3." % (name, now)


_LOOKS = (
    (ModuleNotFoundError, _module_hint),
    (ImportError, _import_hint),
    (NameError, _name_hint),
    (AttributeError, _attribute_hint),
    (TypeError, _type_hint),
)
