import {
  pythonJson,
  writeMessage,
  type JsonValue,
  type SentMessage,
} from '../../../communication/wire/index.ts';

const secretName = /password|community|key|token|secret/i;

/** A secret's name, or a spelling that could hide one. */
const suspect = /password|community|key|token|secret|&#|\\u|<!/i;

const hidden = '***';

/** Longer texts are cut in the log. */
const longestShown = 8_192;

/** Deeper values are left out of the log. */
const deepest = 50;

/** A message's XML for the log: the values of passwords and the like are left out of it. */
export function shownXml(xml: string, message: () => SentMessage): string {
  const text = suspect.test(xml) ? writeMessage(withoutSecrets(message())) : xml;
  if (text.length <= longestShown) return text;
  return `${text.slice(0, longestShown)}… (${text.length} characters)`;
}

function withoutSecrets(message: SentMessage): SentMessage {
  if (message.kind === 'MessageServerError') return message;
  const { kind, command, data, token } = message;
  const shown = data && redactMap(data, 1);
  return { kind, command, data: shown, token: token === undefined ? undefined : hidden };
}

function redactMap(
  values: Readonly<Record<string, JsonValue>>,
  depth: number,
): Readonly<Record<string, JsonValue>> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    secretName.test(name) ? hidden : redactValue(value, depth + 1),
  ]);
  return Object.fromEntries(entries) as Readonly<Record<string, JsonValue>>;
}

function redactValue(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return redactText(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return hidden;
  if (isList(value)) return value.map((each) => redactValue(each, depth + 1));
  return redactMap(value, depth);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Values may be JSON or an ini file as text. */
function redactText(text: string, depth: number): string {
  if (!/^\s*[[{]/.test(text)) return redactLines(text);
  try {
    return pythonJson(redactValue(JSON.parse(text) as JsonValue, depth + 1));
  } catch {
    // No JSON after all, so nobody knows where a secret in it ends.
    return secretName.test(text) ? hidden : text;
  }
}

function redactLines(text: string): string {
  if (!secretName.test(text)) return text;
  let isInSecret = false;
  const lines = text.split('\n').map((line) => {
    if (isInSecret && /^\s/.test(line)) return hidden;
    const name = line.search(secretName);
    const length = name < 0 ? -1 : line.slice(name).search(/[=:]/);
    isInSecret = length >= 0;
    return isInSecret ? `${line.slice(0, name + length + 1)} ${hidden}` : line;
  });
  return lines.join('\n');
}
