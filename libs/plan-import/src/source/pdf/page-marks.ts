import type { PDFPageProxy } from 'pdfjs-dist';

/** A letter where it is set; y grows downwards, in points. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  /** The right edge. */
  readonly to: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
}

/** A ruled line, across or down. */
export interface Rule {
  readonly across: boolean;
  /** y of a line across, x of a line down. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface PageMarks {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  readonly images: number;
}

type Matrix = readonly [number, number, number, number, number, number];
interface Point {
  readonly x: number;
  readonly y: number;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];
const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => ({ x: a * x + c * y + e, y: b * x + d * y + f });
const asMatrix = (value: unknown): Matrix => {
  const numbers = Array.from(value as ArrayLike<number>);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
};

/** A filled rectangle as thin as this is a ruled line. */
const THIN = 3;
const SHORTEST_RULE = 4;
const MOST_MARKS = 200_000;

interface TextState {
  font: string;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
  leading: number;
}

interface FontFacts {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
}
interface GlyphFacts {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace?: boolean;
}

/** Follows a page's drawing orders and notes where letters and ruled lines come to stand. */
class MarkReader {
  readonly glyphs: Glyph[] = [];
  readonly rules: Rule[] = [];
  images = 0;
  /** Letters set twice on the same spot to look bold count once. */
  private readonly seen = new Map<string, number>();
  private matrix: Matrix;
  private text: TextState = { font: '', size: 1, charSpacing: 0, wordSpacing: 0, scale: 1, rise: 0, leading: 0 };
  private textMatrix: Matrix = identity;
  private cursor = { x: 0, y: 0, lineX: 0, lineY: 0 };
  private readonly stack: { readonly matrix: Matrix; readonly text: TextState }[] = [];
  private readonly orders: ReadonlyMap<number, (values: readonly unknown[]) => void>;
  private readonly strokes: ReadonlySet<number>;
  private readonly fills: ReadonlySet<number>;

  constructor(
    ops: Record<string, number>,
    base: Matrix,
    private readonly fontOf: (name: string) => FontFacts | null,
  ) {
    this.matrix = base;
    const of = (...names: readonly string[]): ReadonlySet<number> => new Set(names.map((name) => ops[name] ?? -1));
    this.strokes = of('stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke');
    this.fills = of('fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke');
    this.orders = new Map(Object.entries(this.named()).map(([name, order]) => [ops[name] ?? -1, order]));
  }

  take(order: number, values: readonly unknown[]): void {
    if (this.glyphs.length + this.rules.length < MOST_MARKS) this.orders.get(order)?.(values);
  }

  private named(): Readonly<Record<string, (values: readonly unknown[]) => void>> {
    const set =
      (key: Exclude<keyof TextState, 'font'>) =>
      ([value]: readonly unknown[]): void => {
        this.text = { ...this.text, [key]: Number(value) };
      };
    const image = (): void => {
      this.images += 1;
    };
    return {
      save: () => this.stack.push({ matrix: this.matrix, text: this.text }),
      restore: () => this.restore(),
      transform: (values) => {
        this.matrix = multiply(this.matrix, asMatrix(values));
      },
      paintFormXObjectBegin: ([matrix]) => {
        this.stack.push({ matrix: this.matrix, text: this.text });
        if (matrix != null) this.matrix = multiply(this.matrix, asMatrix(matrix));
      },
      paintFormXObjectEnd: () => this.restore(),
      beginText: () => this.setTextMatrix(identity),
      setTextMatrix: ([matrix]) => this.setTextMatrix(asMatrix(matrix)),
      moveText: ([x, y]) => this.moveText(Number(x), Number(y)),
      setLeadingMoveText: ([x, y]) => {
        this.text = { ...this.text, leading: Number(y) };
        this.moveText(Number(x), Number(y));
      },
      nextLine: () => this.moveText(0, this.text.leading),
      setLeading: ([leading]) => {
        this.text = { ...this.text, leading: -Number(leading) };
      },
      setFont: ([font, size]) => {
        this.text = { ...this.text, font: String(font), size: Number(size) };
      },
      setCharSpacing: set('charSpacing'),
      setWordSpacing: set('wordSpacing'),
      setTextRise: set('rise'),
      setHScale: ([scale]) => {
        this.text = { ...this.text, scale: Number(scale) / 100 };
      },
      showText: ([glyphs]) => this.show(glyphs as readonly (GlyphFacts | number)[]),
      constructPath: ([order, data]) => this.draw(Number(order), (data as readonly unknown[])[0]),
      paintImageXObject: image,
      paintInlineImageXObject: image,
      paintImageMaskXObject: image,
    };
  }

  private restore(): void {
    const before = this.stack.pop();
    if (before === undefined) return;
    this.matrix = before.matrix;
    this.text = before.text;
  }

  private setTextMatrix(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.cursor = { x: 0, y: 0, lineX: 0, lineY: 0 };
  }

  private moveText(x: number, y: number): void {
    const lineX = this.cursor.lineX + x;
    const lineY = this.cursor.lineY + y;
    this.cursor = { x: lineX, y: lineY, lineX, lineY };
  }

  private show(glyphs: readonly (GlyphFacts | number)[]): void {
    const { size, scale, charSpacing, wordSpacing, rise } = this.text;
    const font = this.fontOf(this.text.font);
    if (font?.vertical === true) return;
    const unit = (font?.fontMatrix?.[0] ?? 0.001) * size;
    const whole = multiply(this.matrix, this.textMatrix);
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.cursor.x -= ((glyph * size) / 1000) * scale;
        continue;
      }
      const width = glyph.width * unit * scale;
      this.place(glyph.unicode, whole, width, rise);
      this.cursor.x += width + (charSpacing + (glyph.isSpace === true ? wordSpacing : 0)) * scale;
    }
  }

  private place(text: string, whole: Matrix, width: number, rise: number): void {
    const from = apply(whole, this.cursor.x, this.cursor.y + rise);
    const to = apply(whole, this.cursor.x + width, this.cursor.y + rise);
    const top = apply(whole, this.cursor.x, this.cursor.y + rise + Math.abs(this.text.size));
    // Letters that stand on their side are no text of a table.
    if (Math.abs(to.y - from.y) > Math.max(1, Math.abs(to.x - from.x))) return;
    if (this.isRepeated(text, from)) return;
    this.glyphs.push({ text, x: Math.min(from.x, to.x), to: Math.max(from.x, to.x), y: from.y, size: Math.abs(top.y - from.y) || 1 });
  }

  private isRepeated(text: string, { x, y }: Point): boolean {
    const spot = (column: number): string => `${text}|${String(Math.round(y))}|${String(column)}`;
    const column = Math.round(x);
    const isNear = (at: number): boolean =>
      Math.abs((this.seen.get(spot(at)) ?? Number.POSITIVE_INFINITY) - x) < 0.1 * Math.abs(this.text.size);
    if ([column - 1, column, column + 1].some(isNear)) return true;
    this.seen.set(spot(column), x);
    return false;
  }

  private draw(order: number, data: unknown): void {
    const isStroke = this.strokes.has(order);
    const isFill = this.fills.has(order);
    if ((!isStroke && !isFill) || !ArrayBuffer.isView(data)) return;
    for (const path of subpaths(data as Float32Array)) {
      const points = path.map(({ x, y }) => apply(this.matrix, x, y));
      if (isStroke) points.forEach((point, at) => this.addRule(points[at - 1], point));
      else this.addThin(points);
    }
  }

  private addThin(points: readonly Point[]): void {
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    if (bottom - top <= THIN && right - left > bottom - top) this.addRule({ x: left, y: middle.y }, { x: right, y: middle.y });
    else if (right - left <= THIN) this.addRule({ x: middle.x, y: top }, { x: middle.x, y: bottom });
  }

  private addRule(start: Point | undefined, end: Point): void {
    if (start === undefined) return;
    const [width, height] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)];
    if (height < 1 && width >= SHORTEST_RULE)
      this.rules.push({ across: true, at: (start.y + end.y) / 2, from: Math.min(start.x, end.x), to: Math.max(start.x, end.x) });
    else if (width < 1 && height >= SHORTEST_RULE)
      this.rules.push({ across: false, at: (start.x + end.x) / 2, from: Math.min(start.y, end.y), to: Math.max(start.y, end.y) });
  }
}

/** How many numbers follow each order of a path: move, line, cubic, quadratic, close. */
const lengths = [2, 2, 6, 4, 0];

/** The corners of each part of a path; curves by their ends. */
const subpaths = (data: Float32Array): readonly (readonly Point[])[] => {
  const paths: Point[][] = [];
  let open: Point[] = [];
  for (let at = 0; at < data.length;) {
    const order = data[at] ?? 4;
    const length = lengths[order] ?? 0;
    if (order === 0) {
      open = [];
      paths.push(open);
    }
    if (length > 0) open.push({ x: data[at + length - 1] ?? 0, y: data[at + length] ?? 0 });
    else if (open[0] !== undefined) open.push(open[0]);
    at += 1 + length;
  }
  return paths;
};

/** Where a page's letters and ruled lines stand, as it is seen: turned upright, from the upper left corner. */
export const marksOf = async (page: PDFPageProxy, ops: Record<string, number>): Promise<PageMarks> => {
  const { fnArray, argsArray } = await page.getOperatorList();
  const fonts = new Map<string, FontFacts | null>();
  const fontOf = (name: string): FontFacts | null => {
    const known = fonts.get(name);
    if (known !== undefined) return known;
    const font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as FontFacts) : null;
    fonts.set(name, font);
    return font;
  };
  const reader = new MarkReader(ops, asMatrix(page.getViewport({ scale: 1 }).transform), fontOf);
  fnArray.forEach((order, at) => reader.take(order, (argsArray[at] as readonly unknown[] | null) ?? []));
  return { glyphs: reader.glyphs, rules: reader.rules, images: reader.images };
};
