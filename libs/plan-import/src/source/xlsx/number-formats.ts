/** Formats that a workbook does not spell out, by number (ECMA-376, part 1, 18.8.30): those of dates, and percentages. */
const builtIn: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'dd/mm/yyyy hh:mm',
};

const DAY_MS = 86_400_000;
const pad = (value: number): string => String(value).padStart(2, '0');

const bare = (format: string): string => (format.replace(/"[^"]*"|\\.|\[[^\]]*\]/gu, '').split(';')[0] ?? '').toLowerCase();

const isDate = (format: string): boolean => /[dmy]/u.test(bare(format).replace(/general/u, '')) && !/^[^dy]*h/u.test(bare(format));

/** A day as Vietnamese writes it, as far as the format shows it: "15/12/2025", "12/2025", "2025". */
const dateText = (serial: number, format: string, since1904: boolean): string => {
  // Day 60 of the older epoch, 29/2/1900, never was.
  const days = since1904 ? serial + 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569;
  const date = new Date(Math.floor(days) * DAY_MS);
  if (Number.isNaN(date.getTime())) return String(serial);
  const shown = bare(format);
  const year = String(date.getUTCFullYear());
  const month = pad(date.getUTCMonth() + 1);
  if (/d/u.test(shown)) return `${pad(date.getUTCDate())}/${month}/${year}`;
  return /m/u.test(shown) ? `${month}/${year}` : year;
};

/** A number with a decimal comma, as Vietnamese writes it. */
const numberText = (value: number, format: string): string => {
  const isPercent = /%/u.test(bare(format));
  const shown = isPercent ? value * 100 : value;
  const decimals = /0\.(0+)/u.exec(bare(format))?.[1]?.length;
  const fixed = decimals === undefined ? String(Number(shown.toPrecision(12))) : shown.toFixed(decimals);
  return `${fixed.replace('.', ',')}${isPercent ? '%' : ''}`;
};

/** The number formats of a workbook's cells, by style. */
export class NumberFormats {
  constructor(
    private readonly own: ReadonlyMap<number, string>,
    private readonly styles: readonly number[],
    private readonly since1904: boolean,
  ) {}

  text(value: string, style: number): string {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return value;
    const id = this.styles[style] ?? 0;
    const format = this.own.get(id) ?? builtIn[id] ?? 'General';
    return isDate(format) ? dateText(number, format, this.since1904) : numberText(number, format);
  }
}
