import { isObject, type Json } from '../json.js';

/** Notes one fault: what is wrong, and the JSON pointer of the place. */
export type Note = (at: string, problem: string) => void;
/** Looks at a value and notes its faults. */
export type Check = (value: unknown, at: string, note: Note) => void;
export type Fields = Readonly<Record<string, Check>>;

/** Slack counts characters, not UTF-16 units. */
export function charactersOf(text: string): number {
  return [...text].length;
}

interface Length {
  min?: number;
  max?: number;
}

export function text({ min = 0, max = 3000 }: Length = {}): Check {
  return (value, at, note) => {
    if (typeof value !== 'string') return note(at, 'expected a string');
    const length = charactersOf(value);
    if (length > max) note(at, `must be less than ${max + 1} characters`);
    if (length < min) note(at, `must be more than ${min - 1} characters`);
  };
}

export const yesOrNo: Check = (value, at, note) => {
  if (typeof value !== 'boolean') note(at, 'expected a boolean');
};

export function whole({ min, max }: { min: number; max: number }): Check {
  return (value, at, note) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return note(at, 'expected an integer');
    if (value < min || value > max) note(at, `must be between ${min} and ${max}`);
  };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, at, note) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      note(at, `must be one of ${allowed.join(', ')}`);
  };
}

export function matching(pattern: RegExp, problem: string, max = 3000): Check {
  return (value, at, note) => {
    text({ min: 1, max })(value, at, note);
    if (typeof value === 'string' && !pattern.test(value)) note(at, problem);
  };
}

export const url: Check = matching(/^[a-z][a-z0-9+.-]*:\S+$/i, 'invalid url');
export const webUrl: Check = matching(/^https?:\/\/\S+$/i, 'invalid image url');

export function list(item: Check, { min = 0, max = 100 }: Length = {}): Check {
  return (value, at, note) => {
    if (!Array.isArray(value)) return note(at, 'expected an array');
    if (value.length > max) note(at, `no more than ${max} items allowed`);
    if (value.length < min) note(at, `no fewer than ${min} items allowed`);
    for (const [index, one] of value.entries()) item(one, `${at}/${index}`, note);
  };
}

export interface Shape {
  /** The value of `type`, for things that have one. */
  type?: string;
  must?: Fields;
  may?: Fields;
  /** What can only be said of the whole. */
  also?: (whole: Json, at: string, note: Note) => void;
}

/** An object with these fields and no other. */
export function shaped({ type, must = {}, may = {}, also }: Shape): Check {
  return (value, at, note) => {
    if (!isObject(value)) return note(at, 'expected an object');
    if (type !== undefined && value.type !== type) note(`${at}/type`, `expected ${type}`);
    for (const [field, check] of Object.entries(must)) {
      if (value[field] === undefined) note(at, `missing required field: ${field}`);
      else check(value[field], `${at}/${field}`, note);
    }
    for (const [field, item] of Object.entries(value)) {
      if (field in must || (field === 'type' && type !== undefined)) continue;
      const check = may[field];
      if (check === undefined) note(at, `unknown field: ${field}`);
      else check(item, `${at}/${field}`, note);
    }
    also?.(value, at, note);
  };
}

/** One of several things told apart by their `type`. */
export function typed(shapes: Readonly<Record<string, Omit<Shape, 'type'>>>): Check {
  const checks = new Map(Object.entries(shapes).map(([type, shape]) => [type, shaped({ ...shape, type })]));
  return (value, at, note) => {
    if (!isObject(value)) return note(at, 'expected an object');
    const check = checks.get(String(value.type));
    if (check === undefined) return note(at, `unsupported type: ${String(value.type)}`);
    check(value, at, note);
  };
}
