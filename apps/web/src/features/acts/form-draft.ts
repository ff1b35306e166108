import { useEffect, useState } from 'react';
import type { Values } from './act.js';
import { isBlank } from './body.js';

const prefix = 'nhap:';

const read = (key: string): Values | null => {
  const text = sessionStorage.getItem(prefix + key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Values;
  } catch {
    return null;
  }
};

/** What somebody has typed is never overwritten. */
export const filledIn = (values: Values, proposed: Values): Values => ({
  ...values,
  ...Object.fromEntries(Object.entries(proposed).filter(([name]) => isBlank(values[name]))),
});

/** What is typed into a form, kept in the tab until it is sent: a reload, a closed form or a lost session loses nothing. */
export const useFormDraft = (key: string, initial: Values) => {
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...read(key) }));
  const [isTouched, setTouched] = useState(() => read(key) !== null);
  useEffect(() => {
    if (isTouched) sessionStorage.setItem(prefix + key, JSON.stringify(values));
  }, [key, values, isTouched]);
  return {
    values,
    isTouched,
    /** A field of words; empty where nothing has been typed. */
    text: (name: string): string => {
      const value = values[name];
      return typeof value === 'string' ? value : '';
    },
    set: (name: string, value: Values[string]): void => {
      setTouched(true);
      setValues((old) => ({ ...old, [name]: value }));
    },
    /** What is proposed goes into empty fields alone, as they are by then. */
    fill: (proposed: Values): void => {
      setTouched(true);
      setValues((old) => filledIn(old, proposed));
    },
    discard: (): void => {
      sessionStorage.removeItem(prefix + key);
      setTouched(false);
    },
  };
};
