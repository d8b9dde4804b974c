import type { PluginHealth } from '../protocol/index.ts';
import type { PluginLife } from './pluginLife.ts';

/** Says of a plugin that it has not answered for `hang` milliseconds, and where it is if that is known. */
export function warnOfHang(
  life: PluginLife,
  className: string,
  { where, source }: PluginHealth,
  hang: number,
): void {
  const place = where === undefined ? '' : `, in ${where}`;
  const line = source === undefined ? '' : ` at ${source.file}:${source.line}`;
  const message =
    `${className} has not answered for ${hang / 1000} s${place}${line}. ` +
    'It is not stopped for that. Let long work pause now and then, or stop the plugin.';
  life.warn('plugin-unresponsive', message, source);
}
