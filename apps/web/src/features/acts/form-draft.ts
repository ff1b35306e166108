import { useEffect, useState } from 'react';
import type { Values } from './act.js';

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
    set: (name: string, value: Values[string]): void => {
      setTouched(true);
      setValues((old) => ({ ...old, [name]: value }));
    },
    discard: (): void => {
      sessionStorage.removeItem(prefix + key);
      setTouched(false);
    },
  };
};
