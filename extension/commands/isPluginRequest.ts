import type { PluginRequest } from '../../runtime/scaffold/index.ts';
import { pluginKinds } from '../../runtime/scaffold/index.ts';

/** Whether a command's argument says which plugin is wanted, as a key binding or a test may. */
export function isPluginRequest(value: unknown): value is PluginRequest {
  if (typeof value !== 'object' || value === null) return false;
  if (!('language' in value && 'name' in value && 'kind' in value)) return false;
  const { language, name, kind } = value;
  return (
    (language === 'typescript' || language === 'python') &&
    typeof name === 'string' &&
    pluginKinds.some(({ id }) => id === kind)
  );
}
