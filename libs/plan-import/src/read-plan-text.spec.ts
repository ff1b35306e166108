import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PlanDraft, type AgencyRef } from '#contracts';
import { langSon2023 } from '#reference-data';
import { readPlanText } from './testing/read-plan-text.js';

const file = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const source = file('../../../samples/lang-son-2023-phu-luc.txt');
const draft = readPlanText(source, langSon2023);

const districts = 'UBND các huyện, thành phố';
const departments = (...names: string[]): string[] => names.map((name) => `so-${name}`);
const [built, planned, funds] = departments('xay-dung', 'ke-hoach-va-dau-tu', 'tai-chinh');
const concerned = 'cac-co-quan-lien-quan';
const many = 'ubnd-cac-huyen-thanh-pho';
const environment = 'so-tai-nguyen-va-moi-truong';

/** group, ordinal, leads, lead parts, coordinators, approvers, due date, a word of the title, findings that must be there */
const rows: readonly [
  string,
  string | null,
  string[],
  number,
  (string | undefined)[],
  (string | null)[],
  string | null,
  string,
  string[],
][] = [
  [
    'I',
    null,
    ['Sở Kế hoạch và Đầu tư'],
    1,
    ['cac-so-ban-nganh', many],
    [null],
    '2023-12-31',
    'Quy hoạch tỉnh',
    ['authority-unnamed', 'missing-ordinal'],
  ],
  [
    'I',
    null,
    [districts],
    11,
    [built, concerned],
    ['ubnd-tinh', many],
    '2030-12-31',
    '6 quy hoạch vùng huyện',
    ['several-approvers', 'milestone-in-title'],
  ],
  [
    'II',
    'II',
    ['Sở Nội vụ'],
    1,
    [many, built, planned, funds, concerned],
    [null],
    '2030-12-31',
    'địa giới',
    ['group-is-task', 'milestone-in-title'],
  ],
  ['III', null, [], 0, [], [], '2030-12-31', 'Thoát nước', ['title-lost', 'ordinal-proposed', 'deadline-repaired-split', 'missing-lead']],
  [
    'III',
    '2',
    ['UBND thành phố'],
    1,
    [built, planned, funds, concerned],
    [],
    '2030-12-31',
    'phường thuộc đô thị',
    ['coordinators-in-lead-cell', 'grid-changed'],
  ],
  [
    'III',
    '3',
    [districts],
    11,
    [environment, 'so-giao-thong-van-tai', built, planned, funds, concerned],
    [],
    '2030-12-31',
    'bãi đỗ xe',
    ['abbreviation'],
  ],
  ['III', '4', [], 0, [], [], '2030-12-31', 'an sinh nhà ở', ['missing-lead', 'split-cell']],
  ['III', '5', [districts], 11, [built, planned, funds, concerned], [], '2030-12-31', '950/QĐ-TTg', ['doubled-word']],
  ['III', '6', [districts], 11, [built, planned, funds, concerned], [], '2030-12-31', '438/QĐ-TTg', ['doubled-word']],
  [
    'III',
    '7',
    [districts, 'Văn phòng Điều phối Chương trình xây dựng Nông thôn mới tỉnh', 'các sở, ngành, đơn vị có liên quan'],
    12,
    [],
    [],
    '2025-12-31',
    'nông thôn mới',
    ['open-group-lead'],
  ],
  ['III', '8', [districts], 11, ['so-van-hoa-the-thao-va-du-lich'], [], '2030-12-31', 'thiết chế văn hóa', ['missing-approver']],
  ['III', '9', ['Sở Tài nguyên và Môi trường', districts], 12, [concerned], [], '2030-12-31', 'chất thải rắn', []],
  [
    'III',
    '10',
    ['Sở Tài nguyên và Môi trường', 'Ban quản lý khu kinh tế cửa khẩu Đồng Đăng – Lạng Sơn', districts],
    13,
    [concerned],
    [],
    '2030-12-31',
    'không khí',
    [],
  ],
  ['III', '11', [districts], 11, ['so-y-te', concerned], [], '2030-12-31', 'y tế dự phòng', []],
  ['IV', '1', ['Sở Nội vụ'], 1, [concerned], ['chu-tich-ubnd-tinh'], '2025-12-31', 'nguồn nhân lực', []],
  [
    'IV',
    '2',
    ['Sở Giao thông vận tải'],
    1,
    [built, environment, funds, concerned],
    ['chu-tich-ubnd-tinh'],
    null,
    'giao thông',
    ['deadline-by-rule'],
  ],
  ['IV', '3', ['Công an tỉnh'], 1, ['cac-so-ban-nganh', 'dia-phuong'], ['chu-tich-ubnd-tinh'], '2025-12-31', 'trật tự', ['open-group']],
];

const membersOf = ({ kind, id }: AgencyRef): number =>
  kind === 'agency' ? 1 : (langSon2023.groups.find((group) => group.id === id)?.members.length ?? 0);
const partsOf = (leads: readonly AgencyRef[]): number => leads.reduce((sum, lead) => sum + membersOf(lead), 0);

describe('the plan of Lạng Sơn', () => {
  test('is read to the draft that stands in the golden file', () => {
    expect(JSON.parse(JSON.stringify(draft))).toEqual(JSON.parse(file('../golden/lang-son-2023.draft.json')));
    expect(PlanDraft.parse(draft)).toEqual(draft);
  });

  test('gives 17 tasks, 18 indicators and 109 lead parts', () => {
    expect(draft.tasks).toHaveLength(17);
    expect(draft.indicators).toHaveLength(18);
    expect(draft.tasks.reduce((sum, { leads }) => sum + partsOf(leads), 0)).toBe(109);
  });

  test.each(rows.map((row, at) => ({ at, row })))('row $at is read with its traps', ({ at, row }) => {
    const [group, ordinal, leads, parts, coordinators, approvers, due, title, findings] = row;
    const task = draft.tasks[at]!;
    expect({ group: task.group, ordinal: task.ordinal, due: task.deadline.due }).toEqual({ group, ordinal, due });
    expect(task.leads.map(({ text }) => text)).toEqual(leads);
    expect(partsOf(task.leads)).toBe(parts);
    expect(task.coordinators.map(({ id }) => id)).toEqual(coordinators);
    expect(task.approvers.map(({ id }) => id)).toEqual(approvers);
    expect(task.title).toContain(title);
    expect(task.findings).toEqual(expect.arrayContaining(findings));
  });

  test('the cell where another table has the approving authority is the funding', () => {
    expect(draft.tasks.slice(4, 14).map(({ funding }) => funding)).toEqual([
      'Ngân sách nhà nước và các nguồn huy động hợp pháp khác',
      'Thực hiện theo các đề án riêng',
      null,
      'Thực hiện theo các đề án riêng',
      'Thực hiện theo các đề án riêng',
      'Theo quy định của Chương trình mục tiêu quốc gia',
      'Đầu tư phát triển thuộc ngân sách nhà nước và các nguồn huy động hợp pháp khác',
      'Thực hiện theo đề án cụ thể',
      'Thực hiện theo đề án cụ thể',
      'Thực hiện theo đề án cụ thể',
    ]);
  });

  test('number and day stay null where the source leaves them blank', () => {
    expect(draft.document).toMatchObject({ number: null, issuedOn: null, issuer: 'UBND tỉnh Lạng Sơn' });
    expect(draft.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['document-number-blank', 'document-date-blank']));
  });

  test('its groups keep their numbers', () => {
    expect(draft.groups.map(({ ordinal }) => ordinal)).toEqual(['I', 'II', 'III', 'IV']);
  });

  test('its targets are numbers, ranges, bounds or prose', () => {
    const targets = draft.indicators.flatMap((indicator) =>
      indicator.targets.map((target) => [indicator.ordinal, target.period, target.kind, target.min, target.max]),
    );
    expect(targets).toHaveLength(32);
    expect(targets).toEqual(
      expect.arrayContaining([
        ['1', '2025', 'number', 30, 30],
        ['2', '2025', 'range', 1.5, 1.9],
        ['6', '2030', 'number', 100, 100],
        ['11', '2025', 'text', null, null],
        ['12', '2030', 'range', 16, 24],
        ['14', '2030', 'at-least', 35, null],
      ]),
    );
    expect(draft.indicators.every(({ leads }) => leads.length > 0 && leads.every(({ kind }) => kind !== 'unresolved'))).toBe(true);
    expect(draft.indicators.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 18 }, (_, at) => String(at + 1)));
  });

  test('every non-blank line is part of something', () => {
    expect(draft.coverage).toEqual({ units: 231, accounted: 231, unaccounted: [] });
  });

  test('each task and finding says where it was read', () => {
    const lines = source.normalize('NFC').split('\n');
    for (const { title, source: place } of draft.tasks) {
      if (!('line' in place)) throw new Error('a text has lines');
      expect(
        lines
          .slice(place.line - 1, place.toLine)
          .join(' ')
          .replaceAll(/\s+/gu, ' '),
      ).toContain(title.split('\n')[0]!);
    }
  });
});

describe('the same plan, otherwise dumped', () => {
  const essence = (text: string) => {
    const { tasks, indicators, groups } = readPlanText(text, langSon2023);
    const places = { source: null, places: null, findings: null };
    return {
      groups: groups.map((group) => ({ ...group, source: null })),
      tasks: tasks.map((task) => ({ ...task, ...places })),
      indicators: indicators.map((row) => ({ ...row, ...places })),
    };
  };
  const variants: readonly (readonly [string, (text: string) => string])[] = [
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with old Mac line ends', (text) => text.replaceAll('\n', '\r')],
    ['with spaces for tabs', (text) => text.replaceAll('\t', '    ')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['decomposed', (text) => text.normalize('NFD')],
    ['with trailing spaces', (text) => text.replaceAll(/(?<=\S)\n/gu, '  \n')],
    ['with non-breaking spaces', (text) => text.replaceAll(/(?<=\p{L}) (?=\p{L})/gu, '\u00a0')],
    [
      'with other words for its columns',
      (text) =>
        text
          .replaceAll('\tTT\n', '\tSTT\n')
          .replaceAll('Nội dung công việc', 'Nhiệm vụ, giải pháp')
          .replaceAll('\tCơ quan chủ trì\n', '\tĐƠN VỊ CHỦ TRÌ (1)\n')
          .replaceAll('\tCơ quan phối hợp', '\tĐơn vị\n phối hợp')
          .replaceAll('Cơ quan phê duyệt', 'Cấp có thẩm quyền phê duyệt')
          .replaceAll('\tThời hạn', '\tThời gian hoàn thành'),
    ],
  ];
  test.each(variants)('%s gives the same tasks and indicators', (_, change) => {
    expect(essence(change(source))).toEqual(essence(source));
  });
});
