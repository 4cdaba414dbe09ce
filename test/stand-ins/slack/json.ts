/** A JSON object as it came over the wire: nothing about it is known until it was looked at. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What JSON.parse makes of it, or undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every text inside a value, with its JSON pointer. */
export function* texts(
  value: unknown,
  at = '',
): Generator<{ at: string; text: string; holder: Json | null }> {
  if (typeof value === 'string') yield { at, text: value, holder: null };
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* texts(item, `${at}/${index}`);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string') yield { at: `${at}/${key}`, text: item, holder: value };
      else yield* texts(item, `${at}/${key}`);
    }
}
