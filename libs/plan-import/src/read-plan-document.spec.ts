import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Finding, findingSeverities, PlanDraft, readAt, SourceDocument, type SourceView } from '#contracts';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import type { RememberedName } from './agencies/agency-index.js';
import { readPastedPlan, readPlanDocument, type PlanReading } from './read-plan-document.js';

const sample = readFileSync(new URL('../../../samples/lang-son-2023-phu-luc.txt', import.meta.url));
const options = { directory: langSon2023, calendar: vietnamWorkingCalendar };
const read = async (): Promise<Extract<PlanReading, { ok: true }>> => {
  const reading = await readPlanDocument(sample, { ...options, name: 'phu-luc.txt' });
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};

describe('a document that was read', () => {
  test('stands beside its draft, in shapes that the interface knows', async () => {
    const { draft, source } = await read();
    expect(PlanDraft.parse(draft)).toEqual(draft);
    expect(SourceDocument.parse(source)).toEqual(source);
  });

  test('shows at every field’s place the words that were read there', async () => {
    const { draft, source } = await read();
    const lines = new Map(source.parts.flatMap((part) => (part.kind === 'text' ? part.lines.map(({ line, text }) => [line, text]) : [])));
    const textAt = (place: SourceView): string => {
      if (!('line' in place)) throw new Error('a text has lines');
      const found = Array.from({ length: place.toLine - place.line + 1 }, (_, at) => lines.get(place.line + at) ?? '');
      return found.join(' ').replaceAll(/\s+/gu, ' ');
    };
    const at = (places: readonly SourceView[] | undefined): string => (places ?? []).map(textAt).join(' ');
    for (const task of draft.tasks) {
      for (const lead of task.leads) expect(at(task.places['leads'])).toContain(lead.text.replace(/^Sở /u, ''));
      for (const line of task.title.split('\n')) expect(at(task.places['title'])).toContain(line);
      expect(at(task.places['deadline']).replaceAll(' ', '')).toContain(task.deadline.text.replaceAll(' ', ''));
    }
    for (const indicator of draft.indicators) {
      indicator.targets.forEach(({ text }, index) => expect(at(indicator.places[`targets/${String(index)}`])).toContain(text));
    }
  });

  test('has findings of known severity that point at what they concern', async () => {
    const { draft } = await read();
    const severities: Readonly<Record<string, string>> = findingSeverities;
    for (const { code, severity, pointer } of draft.findings) {
      expect(severities[code]).toBe(severity);
      if (pointer !== null) expect(readAt(draft, pointer)).not.toBeUndefined();
    }
    const rows = draft.findings.filter(({ pointer }) => pointer?.startsWith('/tasks/') === true);
    expect(rows.length).toBeGreaterThan(20);
  });
});

describe('a Word document that was read', () => {
  const file = readFileSync(new URL('../../../samples/tp-hcm-2820-2025.docx', import.meta.url));
  const readWord = async () => {
    const reading = await readPlanDocument(file, { ...options, name: 'tp-hcm.docx' });
    if (!reading.ok) throw new Error(reading.message);
    return reading;
  };

  test('shows at every field’s place the cell that was read there', async () => {
    const { draft, source } = await readWord();
    const cells = new Map(
      source.parts.flatMap((part) =>
        part.kind === 'table' ? part.cells.map(({ row, column, text }) => [`${part.part} ${String(row)} ${String(column)}`, text]) : [],
      ),
    );
    const at = (places: readonly SourceView[] | undefined): string =>
      (places ?? [])
        .map((place) => ('part' in place ? (cells.get(`${place.part} ${String(place.row)} ${String(place.column)}`) ?? '') : ''))
        .join('\n');
    for (const task of draft.tasks) {
      expect(at(task.places['title'])).toBe(task.title);
      for (const ref of task.leads) expect(at(task.places['leads'])).toContain(ref.text);
      for (const ref of task.coordinators) expect(at(task.places['coordinators'])).toContain(ref.text);
      expect(at(task.places['deadline'])).toBe(task.deadline.text);
      expect(at(task.places['output'])).toBe(task.output ?? '');
    }
    for (const group of draft.groups) expect(group.source).toMatchObject({ part: 'table 1' });
  });

  test('proposes what may be laid over the draft, and the draft stays one', async () => {
    const { draft } = await readWord();
    const fixes = draft.findings.flatMap(({ fix }) => fix ?? []);
    expect(fixes.length).toBeGreaterThan(10);
    for (const { label, corrections } of fixes) {
      expect(label).toMatch(/^\p{Lu}/u);
      const corrected = structuredClone(draft);
      for (const { pointer, value } of corrections) {
        const parent = readAt(corrected, pointer.slice(0, pointer.lastIndexOf('/'))) as Record<string, unknown>;
        const field = pointer.slice(pointer.lastIndexOf('/') + 1);
        expect(Object.hasOwn(parent, field)).toBe(true);
        parent[field] = value;
      }
      expect(PlanDraft.safeParse(corrected).success).toBe(true);
    }
  });

  test('proposes for a row that lost its merged cells what the row above says', async () => {
    const { draft } = await readWord();
    const [finding] = draft.findings.filter(({ code, pointer }) => code === 'above-proposed' && pointer === '/tasks/5');
    expect(finding?.fix?.corrections.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/tasks/5/coordinators', '/tasks/5/deadline']),
    );
  });
});

describe('a name that a correction taught', () => {
  const text =
    '| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Lập báo cáo tổng hợp | Ban Dự án 2; các doanh nghiệp, hợp tác xã | 2026 |';
  const leads = async (remembered: readonly RememberedName[]) => {
    const reading = await readPlanDocument(Buffer.from(text), { ...options, name: 'a.md', remembered });
    if (!reading.ok) throw new Error(reading.message);
    return { refs: reading.draft.tasks[0]?.leads ?? [], codes: reading.draft.tasks[0]?.findings ?? [] };
  };

  test('is unknown before, and known after', async () => {
    expect((await leads([])).refs.map(({ id }) => id)).toEqual([null, null, null]);
    const taught = await leads([
      { name: 'Ban dự án 2', id: 'so-xay-dung' },
      { name: 'các doanh nghiệp, hợp tác xã', id: 'cac-co-quan-lien-quan' },
    ]);
    expect(taught.refs).toEqual([
      { text: 'Ban Dự án 2', kind: 'agency', id: 'so-xay-dung' },
      { text: 'các doanh nghiệp, hợp tác xã', kind: 'group', id: 'cac-co-quan-lien-quan' },
    ]);
    expect(taught.codes).toContain('agency-remembered');
  });

  test('goes before the directory, and counts for nothing where its agency is gone', async () => {
    expect((await leads([{ name: 'Ban Dự án 2', id: 'so-khong-con' }])).refs[0]?.id).toBeNull();
  });
});

test('a task that another plan has already is told', async () => {
  const text =
    '| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Xây dựng cơ sở dữ liệu đất đai cấp xã | Sở Nội vụ | 2026 |';
  const otherPlans = [{ name: 'Kế hoạch số 12/KH-UBND', tasks: [{ title: 'Xây dựng cơ sở dữ liệu về đất đai cấp xã.' }] }];
  const reading = await readPlanDocument(Buffer.from(text), { ...options, name: 'a.md', otherPlans });
  expect(reading.ok && reading.draft.findings.find(({ code }) => code === 'task-in-other-plan')?.message).toContain(
    'Kế hoạch số 12/KH-UBND',
  );
});

test('a document that holds most of another plan is told to be its new version, once', async () => {
  const titles = ['Xây dựng cơ sở dữ liệu đất đai cấp xã', 'Rà soát quy hoạch chung các thị trấn', 'Bồi dưỡng công chức cấp xã hằng năm'];
  const rows = [...titles, 'Xây dựng đề án kinh tế ban đêm'].map(
    (title, index) => `| ${String(index + 1)} | ${title} | Sở Nội vụ | 2026 |`,
  );
  const text = ['| TT | Nhiệm vụ | Chủ trì | Thời hạn |', '|---|---|---|---|', ...rows].join('\n');
  const otherPlans = [{ name: 'Kế hoạch số 12/KH-UBND', tasks: titles.map((title) => ({ title })) }];
  const reading = await readPlanDocument(Buffer.from(text), { ...options, name: 'a.md', otherPlans });
  const told = reading.ok ? reading.draft.findings.filter(({ code }) => code.endsWith('other-plan')) : [];
  expect(told.map(({ code, message }) => [code, message.split('.')[0]])).toEqual([
    ['version-of-other-plan', '3/4 nhiệm vụ đã có trong Kế hoạch số 12/KH-UBND'],
  ]);
});

describe('a table pasted from the clipboard', () => {
  const rows = [
    'TT\tNhiệm vụ\tChủ trì\tThời hạn',
    '1\t"Lập ""quy chế""\nmới"\tSở Nội vụ\t2026',
    '2\tRà soát hồ sơ đất\tSở Tài chính\tHằng năm',
  ];

  test('is read from its text with tabs, quoted cells over several lines included', () => {
    const reading = readPastedPlan({ text: rows.join('\r\n') }, options);
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.draft.tasks.map(({ title, leads, deadline }) => [title, leads[0]?.id, deadline.due])).toEqual([
      ['Lập "quy chế" mới', 'so-noi-vu', '2026-12-31'],
      ['Rà soát hồ sơ đất', 'so-tai-chinh', null],
    ]);
    expect(reading.source.parts[0]).toMatchObject({ kind: 'table', rows: 3, columns: 4 });
  });

  test('is read from its HTML where there is a table in it', () => {
    const html =
      '<html><body><!--StartFragment--><table><tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td><td>Thời hạn</td></tr><tr><td>1</td><td>Một việc phải làm</td><td>Sở Y tế</td><td>2026</td></tr></table></body></html>';
    const reading = readPastedPlan({ html, text: 'x' }, options);
    expect(reading.ok && reading.draft.tasks[0]?.leads[0]?.id).toBe('so-y-te');
  });

  test('without a word is refused', () => {
    expect(readPastedPlan({}, options)).toMatchObject({ ok: false, code: 'IMPORT.EMPTY' });
  });
});

test('a file that is no plan’s is refused with code and sentence, not thrown', async () => {
  expect(await readPlanDocument(new Uint8Array(), options)).toMatchObject({ ok: false, code: 'IMPORT.EMPTY' });
});

test('a draft kept before there were places and pointers is still one', () => {
  const { draft } = { draft: JSON.parse(readFileSync(new URL('../golden/draft-without-places.json', import.meta.url), 'utf8')) };
  const read = PlanDraft.parse(draft);
  expect(read.tasks[0]).toMatchObject({ places: {}, status: null, others: [], groupIndex: null });
  expect(read.findings[0]).toEqual(Finding.parse({ ...draft.findings[0], pointer: null, fix: null }));
});
