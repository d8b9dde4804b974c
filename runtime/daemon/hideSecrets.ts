import type { JsonObject, JsonValue } from '../protocol/index.ts';

const hidden = '***';

const name = String.raw`[\w.-]*(?:password|community|key|token|secret)[\w.-]*`;

/** A quotation mark as it is, escaped in JSON inside JSON, or as XML writes it. */
const quote = String.raw`(?:\\*["']|&quot;|&#34;|&apos;|&#39;)`;

/** `<password>…</password>`, `"password": "…"`, and `password = …` to the end of the line. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(<(${name})(?:\s[^<>]*)?>)[\s\S]*?(</\2\s*>)`, 'gi'), `$1${hidden}$3`],
  [new RegExp(String.raw`((${quote})${name}\2\s*:\s*)(${quote}).*?\3`, 'gi'), `$1$3${hidden}$3`],
  [
    new RegExp(String.raw`((?:^|[\s,;{(&?'"])${name}\s*[=:]\s*)(?!\*\*\*)[^\s<>].*$`, 'gim'),
    `$1${hidden}`,
  ],
];

const mayHoldOne = /password|community|key|token|secret/i;

const isSecretName = new RegExp(`^${name}$`, 'i');

/** The same data with `***` in place of what a secret is named by, also inside texts. */
export function withoutSecrets(data: JsonObject): JsonObject {
  const entries = Object.entries(data).map(([key, value]) => [key, hideIn(key, value)] as const);
  return Object.fromEntries(entries);
}

function hideIn(key: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return isSecretName.test(key) ? hidden : hideSecrets(value);
  if (Array.isArray(value)) return value.map((each: JsonValue) => hideIn(key, each));
  if (typeof value !== 'object' || value === null) return value;
  return withoutSecrets(value as JsonObject);
}

/** The text with `***` in place of the values of keys that name a secret. */
export function hideSecrets(text: string): string {
  if (!mayHoldOne.test(text)) return text;
  return patterns.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), text);
}
