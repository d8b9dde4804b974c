/** Any value that survives JSON unchanged. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON object, the shape of command data and replies. */
export type JsonObject = Readonly<Record<string, JsonValue>>;
