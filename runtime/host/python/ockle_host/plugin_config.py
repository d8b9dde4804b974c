"""Answers getConfigVar and getConfigInt from what the daemon sent; nothing is parsed here."""

import json

_NO_VARIABLE = {}


class PluginConfig:
    def __init__(self, request, link):
        self._plugin = request["plugin"]
        self._template_file = request["templateFile"]
        self._variables = request["config"]
        self._link = link

    def get_var(self, name):
        """Text of config.ini, else the template's default with its own type."""
        variable = self._variable(name)
        if "text" in variable:
            return self._report(name, variable["text"], "config")
        return self._report(name, self._default(name, variable), "template")

    def get_int(self, name):
        """Whole number of config.ini, else of the template's default."""
        variable = self._variable(name)
        configured = _to_integer(variable.get("text"))
        if configured is not None:
            return self._report(name, configured, "config")
        fallback = _to_integer(self._default(name, variable))
        if fallback is None:
            raise self._no_integer(name, variable)
        if "text" in variable:
            self._warn_about_text(name, variable, fallback)
        return self._report(name, fallback, "template")

    def get_default(self, name):
        """The template's default with its own type, whatever config.ini says."""
        variable = self._variable(name)
        if "default" not in variable:
            raise self._undeclared(name, variable)
        return self._report(name, variable["default"], "template")

    def _variable(self, name):
        return self._variables.get(name.lower(), _NO_VARIABLE)

    def _report(self, name, value, origin):
        self._link.config_read(name, value, origin)
        return value

    def _default(self, name, variable):
        if "default" not in variable:
            raise self._undeclared(name, variable)
        if "textError" in variable:
            origin = variable.get("textOrigin")
            self._link.warning(
                "config-unreadable",
                "%s in section [plugins.%s] of %s cannot be read: %s. The template's default %s is used."
                % (
                    name,
                    self._plugin,
                    _shown(origin),
                    variable["textError"],
                    json.dumps(variable["default"]),
                ),
                origin,
            )
        return variable["default"]

    def _warn_about_text(self, name, variable, fallback):
        origin = variable.get("textOrigin")
        self._link.warning(
            "config-no-integer",
            "%s in section [plugins.%s] of %s is “%s”, which is no whole number. The template's default %d is used."
            % (name, self._plugin, _shown(origin), variable["text"], fallback),
            origin,
        )

    def _undeclared(self, name, variable):
        why = " (%s)" % variable["textError"] if "textError" in variable else ""
        return KeyError(
            "%s is set neither in section [plugins.%s] of config.ini%s nor declared by the template. "
            'Declare it in %s, section [plugins.%s], for example %s=["int",1].'
            % (name, self._plugin, why, self._template_file, self._plugin, name)
        )

    def _no_integer(self, name, variable):
        origin = variable.get("defaultOrigin")
        return ValueError(
            "The default of %s is %s, which is no whole number. Mend it in %s, section [plugins.%s]."
            % (
                name,
                json.dumps(variable.get("default")),
                _shown(origin) if origin else self._template_file,
                self._plugin,
            )
        )


def _shown(place):
    return "%s:%d" % (place["file"], place["line"]) if place else "config.ini"


def _to_integer(value):
    if isinstance(value, (bool, int, float)):
        return int(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return int(text) if text.isascii() else None
    except ValueError:
        return None
