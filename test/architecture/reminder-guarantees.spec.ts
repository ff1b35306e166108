import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');

interface Promised {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly queue: string;
}

const promised = async (): Promise<readonly Promised[]> =>
  (await read('docs/reminder-guarantees.md'))
    .split('\n')
    .filter((line) => line.includes('.spec.ts` |'))
    .map((line) => {
      const [, name = '', , file = '', title = '', queue = ''] = line.split('|').map((cell) => cell.trim());
      return { name, file: file.replaceAll('`', ''), title, queue };
    });

describe('the promises of the reminders', () => {
  test('are each kept by a test that is there, on the queues that are named', async () => {
    const untrue: string[] = [];
    for (const { file, title, queue } of await promised()) {
      const source = await read(file).catch(() => '');
      const isOnBoth = source.includes('describe.each(backends)');
      if (!source.includes(title) || (queue === 'both') !== isOnBoth) untrue.push(`${file}: ${title} (${queue})`);
    }
    expect(untrue).toEqual([]);
  });

  test('are R1 to R15, all of them', async () => {
    const names = new Set((await promised()).map(({ name }) => name));
    expect(Array.from({ length: 15 }, (_, index) => `R${String(index + 1)}`).filter((name) => !names.has(name))).toEqual([]);
  });
});
