import { CURRENCIES, isCurrency } from "../facts/money";
import { invalid, missingParameter, UnknownValue, unknownParameter } from "./errors";
import type { Input, InputObject } from "./form";

const MAX_AMOUNT = 99_999_999;

/** How a parameter is read. It is optional unless wrapped in `required`. */
export interface Rule<T> {
  parse: (value: Input, path: string) => T;
  required?: boolean;
}

interface RequiredRule<T> extends Rule<T> {
  required: true;
}

export type Shape = Record<string, Rule<unknown>>;

export type Parsed<S extends Shape> = {
  [K in keyof S]: S[K] extends RequiredRule<infer T> ? T : S[K] extends Rule<infer T> ? T | undefined : never;
};

export type Given<R> = R extends Rule<infer T> ? T : never;

export function required<T>(rule: Rule<T>): RequiredRule<T> {
  return { ...rule, required: true };
}

function scalar(value: Input, path: string): string {
  if (typeof value !== "string")
    throw invalid(`Invalid string: a value was expected, an object was given`, path);
  return value;
}

function filled(value: Input, path: string): string {
  const text = scalar(value, path);
  if (text === "") {
    throw invalid(
      `You passed an empty string for '${path}'. Empty values are only allowed where a value can be unset.`,
      path,
      "parameter_invalid_empty",
    );
  }
  return text;
}

/** @param max characters */
export function text(max = 5_000): Rule<string> {
  return {
    parse: (value, path) => {
      const given = filled(value, path);
      if (given.length > max) {
        throw invalid(
          `Invalid string: ${given.slice(0, 10)}…; must be at most ${max} characters`,
          path,
          "parameter_invalid_string_blank",
        );
      }
      return given;
    },
  };
}

export const bool: Rule<boolean> = {
  parse: (value, path) => {
    const given = filled(value, path);
    // Python writes True and False.
    const lower = given.toLowerCase();
    if (lower !== "true" && lower !== "false") throw invalid(`Invalid boolean: ${given}`, path);
    return lower === "true";
  },
};

export function integer(minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER): Rule<number> {
  return {
    parse: (value, path) => {
      const given = filled(value, path);
      if (!/^-?\d{1,15}$/.test(given)) {
        throw invalid(`Invalid integer: ${given}`, path, "parameter_invalid_integer");
      }
      const number = Number(given);
      if (number < minimum) {
        throw invalid(
          `This value must be greater than or equal to ${minimum}.`,
          path,
          "parameter_invalid_integer",
        );
      }
      if (number > maximum) {
        throw invalid(
          `This value must be less than or equal to ${maximum}.`,
          path,
          "parameter_invalid_integer",
        );
      }
      return number;
    },
  };
}

/** Minor units of money; Stripe takes eight digits. */
export function amount(minimum = 0): Rule<number> {
  const number = integer(minimum);
  return {
    parse: (value, path) => {
      const given = number.parse(value, path);
      if (given > MAX_AMOUNT)
        throw invalid(`Amount must be no more than ${MAX_AMOUNT}.`, path, "amount_too_large");
      return given;
    },
  };
}

/** A decimal number, such as a percentage. */
export function decimal(minimum: number, maximum: number): Rule<number> {
  return {
    parse: (value, path) => {
      const given = filled(value, path);
      const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
      if (!(number >= minimum && number <= maximum)) throw invalid(`Invalid decimal: ${given}`, path);
      return number;
    },
  };
}

export function oneOf<const T extends string>(...values: T[]): Rule<T> {
  return {
    parse: (value, path) => {
      const given = filled(value, path);
      const found = values.find((known) => known === given);
      if (found === undefined) throw new UnknownValue(given, values, path);
      return found;
    },
  };
}

export const currency: Rule<string> = {
  parse: (value, path) => {
    const given = filled(value, path).toLowerCase();
    if (!isCurrency(given)) {
      throw invalid(
        `Invalid currency: ${given}. Stripe currently supports these currencies: ${CURRENCIES.join(", ")}`,
        path,
      );
    }
    return given;
  },
};

export const url: Rule<string> = {
  parse: (value, path) => {
    const given = filled(value, path);
    // Braces of the session id are allowed in return and success URLs.
    if (!URL.canParse(given) || !/^https?:\/\//i.test(given)) {
      throw invalid("Not a valid URL", path, "url_invalid");
    }
    return given;
  },
};

export const email: Rule<string> = {
  parse: (value, path) => {
    const given = filled(value, path);
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given) || given.length > 512) {
      throw invalid(`Invalid email address: ${given}`, path, "email_invalid");
    }
    return given;
  },
};

export const timestamp: Rule<number> = integer(0, 99_999_999_999);

/** A rule that also accepts an empty text, which becomes null. */
export function clearable<T>(rule: Rule<T>): Rule<T | null> {
  return { parse: (value, path) => (value === "" ? null : rule.parse(value, path)) };
}

export function list<T>(item: Rule<T>, maximum = 1_000): Rule<T[]> {
  return {
    parse: (value, path) => {
      if (value === "") return [];
      if (typeof value === "string") throw invalid("Invalid array", path);
      const keys = Object.keys(value);
      if (keys.some((key) => !/^\d+$/.test(key))) throw invalid("Invalid array", path);
      if (keys.length > maximum) throw invalid(`Array cannot have more than ${maximum} elements`, path);
      return keys
        .sort((left, right) => Number(left) - Number(right))
        .map((key) => item.parse(value[key] ?? "", `${path}[${key}]`));
    },
  };
}

export function object<S extends Shape>(shape: S): Rule<Parsed<S>> {
  return {
    parse: (value, path) => {
      if (typeof value === "string") throw invalid("Invalid object", path);
      return readShape(shape, value, path);
    },
  };
}

/** A parameter that is accepted without an effect. */
export const ignored: Rule<Input> = { parse: (value) => value };

/** The first wrong parameter is the error. `expand` is always allowed. */
export function readParams<S extends Shape>(shape: S, input: InputObject): Parsed<S> {
  const { expand: _expand, ...rest } = input;
  return readShape(shape, rest, "");
}

function readShape<S extends Shape>(shape: S, input: InputObject, path: string): Parsed<S> {
  const at = (key: string) => (path ? `${path}[${key}]` : key);
  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(shape, key)) throw unknownParameter(at(key));
  }
  const parsed: Record<string, unknown> = {};
  for (const [key, rule] of Object.entries(shape)) {
    const value = input[key];
    if (value === undefined) {
      if (rule.required) throw missingParameter(at(key));
      continue;
    }
    parsed[key] = rule.parse(value, at(key));
  }
  return parsed as Parsed<S>;
}

/** Leaves out undefined members, so that absent keys overwrite nothing. */
export function withoutUndefined<T extends object>(fields: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept;
}
