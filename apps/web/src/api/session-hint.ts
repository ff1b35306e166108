const name = 'dondoc-phien';

/** Whether this browser has signed in. The session itself is a cookie scripts cannot read; without this the first visit would begin with a refused request. */
export const hasSessionHint = (): boolean => localStorage.getItem(name) !== null;
export const setSessionHint = (): void => {
  localStorage.setItem(name, '1');
};
export const clearSessionHint = (): void => {
  localStorage.removeItem(name);
};
