const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescape = (text: string): string =>
  text.replace(/\\(?:([0-7]{1,3})|\r\n|([\s\S]))/gu, (_all, octal: string | undefined, letter: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
    return letter === undefined || letter === '\n' || letter === '\r' ? '' : (escapes[letter] ?? letter);
  });

/** "(…)" with brackets in pairs or escaped; null where it does not end. */
const literalAt = (text: string, at: number): string | null => {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    const letter = text[end];
    if (letter === '\\') end += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    if (depth === 0) return unescape(text.slice(at + 1, end));
  }
  return null;
};

const decoded = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1');
  if (text.startsWith('\xfe\xff'))
    return bytes
      .subarray(2, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le');
  return text.startsWith('\xef\xbb\xbf') ? bytes.subarray(3).toString('utf8') : text;
};

/**
 * The text string that stands behind a key of a dictionary, such as `/M`; null where there is none.
 * @param dictionary The dictionary's bytes as Latin-1.
 */
export const textBehind = (dictionary: string, key: 'M' | 'Name'): string | null => {
  const match = new RegExp(`/${key}\\s*(?:(\\()|<([0-9A-Fa-f\\s]*)>)`, 'u').exec(dictionary);
  if (match === null) return null;
  const [all, bracket, hex = ''] = match;
  const raw =
    bracket === undefined
      ? Buffer.from(hex.replace(/\s/gu, ''), 'hex').toString('latin1')
      : literalAt(dictionary, match.index + all.length - 1);
  return raw === null ? null : decoded(raw).normalize('NFC').trim();
};

/** "D:20260105100500+07'00'" as an instant, ISO 8601; without a zone it is Viet Nam's. */
export const instantOfPdfDate = (text: string): string | null => {
  const match = /^(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?/u.exec(text.trim());
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', utc, hours = '+07', minutes = '00'] = match;
  const zone = utc === undefined ? `${hours}:${minutes}` : 'Z';
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};
