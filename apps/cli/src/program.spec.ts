import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PlanDraft } from '#contracts';
import { runProgram } from './program.js';

const sample = path.resolve(import.meta.dirname, '../../../samples/lang-son-2023-phu-luc.txt');

const run = async (...args: string[]) => {
  let out = '';
  let err = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    width: 120,
    isTerminal: false,
  };
  return { code: await runProgram(args, terminal), out, err };
};

describe('dondoc import --dry-run', () => {
  let folder: string;
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return place;
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-cli-'));
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  test('--json prints the draft and nothing else', async () => {
    const { code, out, err } = await run('import', sample, '--dry-run', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const draft = PlanDraft.parse(JSON.parse(out));
    expect([draft.tasks.length, draft.indicators.length]).toEqual([17, 18]);
  });

  test('shows a person what was read and what to look at', async () => {
    const { code, out } = await run('import', sample, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('NHIỆM VỤ: 17, gồm 109 lượt giao');
    expect(out).toContain('CHỈ TIÊU: 18');
    expect(out).toMatch(/\[CẦN XEM\] Không ghi cơ quan chủ trì.*\(dòng 188–196; dòng 229–236\)/u);
    expect(out).toContain('Đã xếp 231/231 dòng');
    const tables = out.slice(0, out.indexOf('CẦN XEM LẠI')).split('\n').slice(2);
    expect(Math.max(...tables.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test.each([
    ['empty.txt', '', /rỗng/u],
    ['blank.txt', ' \n\t\n', /không có chữ/u],
    ['letter.txt', 'Kính gửi các sở', /letter\.txt: Không tìm thấy bảng/u],
    ['secret.txt', 'TUYỆT MẬT\nKế hoạch', /không tiếp nhận văn bản mật/u],
    ['plan.docx', Buffer.from([0x50, 0x4b, 3, 4]), /\.docx/u],
    ['latin.txt', Buffer.from([0x4b, 0xea, 0x0a]), /Dòng 1.*UTF-8/u],
  ])('refuses %s with one sentence and code 1', async (name, content, message) => {
    const { code, out, err } = await run('import', await file(name, content), '--dry-run', '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('says why a file cannot be read', async () => {
    expect(await run('import', path.join(folder, 'none.txt'), '--dry-run')).toMatchObject({
      code: 1,
      err: expect.stringContaining('không tồn tại'),
    });
    expect(await run('import', folder, '--dry-run')).toMatchObject({ code: 1, err: expect.stringContaining('thư mục') });
  });

  test('leaves the file as it was', async () => {
    const place = await file('same.txt', await readFile(sample));
    await run('import', place, '--dry-run');
    expect(await readFile(place)).toEqual(await readFile(sample));
  });
});

describe('wrong usage ends with code 2 and nothing on standard output', () => {
  test.each([
    [[]],
    [['import']],
    [['export']],
    [['import', 'a', 'b']],
    [['import', 'a', '--fast']],
    [['users']],
    [['users', 'create', 'lan']],
    [['users', 'create', 'Lan Anh', '--name', 'Lan', '--agency', 'so-noi-vu']],
    [['users', 'create', 'lan', '--name', 'Lan', '--agency', 'so-noi-vu', '--role', 'boss']],
    [['users', 'create', 'lan', '--name', 'Lan', '--agency', 'so-noi-vu', '--email', 'lan']],
  ])('%j', async (args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  test('but help is success', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('import') });
    expect(await run('import', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--dry-run') });
  });
});
