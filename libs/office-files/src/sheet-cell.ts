export const escapeXml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no place for these, not even escaped.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** A cell of a sheet: always a text, never a formula, whatever it begins with. `at`: "B7"; `style`: index into the file's `cellXfs`. */
export const textCell = (at: string, text: string, style: number): string =>
  text === ''
    ? `<c r="${at}" s="${String(style)}"/>`
    : `<c r="${at}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
