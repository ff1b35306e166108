interface PlainPage {
  /** Drawing orders of the page; letters in /F1, composed ones of Vietnamese included. */
  readonly content: string;
  readonly rotate?: number;
  /** Draws /Im1, a picture. */
  readonly picture?: boolean;
}

/** Letters outside ASCII get the upper half of the font's codes, under names that say which letters they are. */
const outsideAscii = /\P{ASCII}/gu;
const alphabetOf = (pages: readonly PlainPage[]): readonly string[] => [
  ...new Set(pages.flatMap(({ content }) => content.match(outsideAscii) ?? [])),
];
const glyphName = (letter: string): string => `/uni${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A PDF written by hand, without compression; `locked`: with a password that nobody knows. */
export const pdfOf = (pages: readonly PlainPage[], { locked = false } = {}): Buffer => {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const alphabet = alphabetOf(pages);
  const encoded = (text: string): string => text.replace(outsideAscii, (letter) => String.fromCharCode(0x80 + alphabet.indexOf(letter)));
  const encoding = alphabet.length === 0 ? '' : `/Encoding << /Type /Encoding /Differences [128 ${alphabet.map(glyphName).join(' ')}] >> `;
  const font = add(`<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${encoding}>>`);
  const picture = add(
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream',
  );
  const kids = pages.map(({ content, rotate = 0, picture: hasPicture = false }) => {
    const written = encoded(content);
    const drawn = hasPicture ? `${written} q 500 0 0 700 40 40 cm /Im1 Do Q` : written;
    const stream = add(`<< /Length ${String(drawn.length)} >>\nstream\n${drawn}\nendstream`);
    return add(
      `<< /Type /Page /Parent ${String(tree)} 0 R /MediaBox [0 0 595 842] /Rotate ${String(rotate)} /Contents ${String(stream)} 0 R ` +
        `/Resources << /Font << /F1 ${String(font)} 0 R >> /XObject << /Im1 ${String(picture)} 0 R >> >> >>`,
    );
  });
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${String(tree)} 0 R >>`;
  objects[tree - 1] = `<< /Type /Pages /Count ${String(kids.length)} /Kids [${kids.map((kid) => `${String(kid)} 0 R`).join(' ')}] >>`;
  const secret = 'A'.repeat(64);
  const lock = locked ? add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${secret}> /U <${secret}> >>`) : null;
  let text = '%PDF-1.4\n';
  const places = objects.map((body, at) => {
    const place = text.length;
    text += `${String(at + 1)} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = text.length;
  text += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${String(objects.length + 1)} /Root ${String(catalog)} 0 R ${lock === null ? '' : `/Encrypt ${String(lock)} 0 R `}/ID [<${secret.slice(0, 32)}> <${secret.slice(0, 32)}>] >>\nstartxref\n${String(table)}\n%%EOF`;
  return Buffer.from(text, 'latin1');
};

/** Letters at a place, from the lower left corner. */
export const letters = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${String(size)} Tf ${String(x)} ${String(y)} Td (${text.replace(/([()\\])/gu, '\\$1')}) Tj ET`;

/** Ruled lines between the given places, drawn cell by cell as strokes; `open`: without the outermost lines on the left and right. */
export const rules = (xs: readonly number[], ys: readonly number[], open = false): string => {
  const [left = 0] = xs;
  const right = xs.at(-1) ?? 0;
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const across = ys.map((y) => `${String(left)} ${String(y)} m ${String(right)} ${String(y)} l S`);
  const down = (open ? xs.slice(1, -1) : xs).map((x) => `${String(x)} ${String(bottom)} m ${String(x)} ${String(top)} l S`);
  return [...across, ...down].join(' ');
};
