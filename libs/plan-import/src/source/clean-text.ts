import { limits } from './limits.js';

/** One space for white space of any kind, letters composed, nothing that is not seen. */
export const cleanLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();

/** The lines of a cell, cleaned; blank ones are gone. */
export const cleanCell = (text: string): string =>
  text
    .slice(0, limits.cellLetters)
    .split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n');
