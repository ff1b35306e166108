import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { taskCommandOfVerb, WorkName } from '#contracts';
import { knownEventTypes } from '#domain';

const root = path.resolve(import.meta.dirname, '../..');
const read = async (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const missing = async (names: Iterable<string>): Promise<string[]> => {
  const words = new Set((await read('docs/glossary.md')).match(/[\w-]+/gu));
  return [...names].filter((name) => !words.has(name));
};

describe('the glossary pairs with Vietnamese', () => {
  test('every event', async () => {
    expect(await missing(knownEventTypes.keys())).toEqual([]);
  });

  test('every command', async () => {
    const files = [
      'task/task.commands.ts',
      'plan/plan.model.ts',
      'indicator/indicator.model.ts',
      'agency/agency.model.ts',
      'agency-group/agency-group.model.ts',
      'agency-names/agency-names.model.ts',
      'remarks/remarks.model.ts',
      'reorganisation/reorganisation.model.ts',
    ];
    const sources = await Promise.all(files.map((file) => read(`libs/domain/src/${file}`)));
    const commands = sources.flatMap((source) => Array.from(source.matchAll(/Command<\s*'(\w+)'/gu), ([, name]) => name ?? ''));
    expect(commands).toHaveLength(new Set(commands).size);
    expect(await missing([...commands, ...Object.values(taskCommandOfVerb)])).toEqual([]);
  });

  test('every situation of a lead part', async () => {
    expect(await missing(WorkName.options)).toEqual([]);
  });

  test('every finding that the sample’s import tells', async () => {
    const golden = await read('libs/plan-import/golden/lang-son-2023.draft.json');
    const { findings } = JSON.parse(golden) as { findings: { code: string }[] };
    const codes = new Set(findings.map(({ code }) => code).filter((code) => !code.startsWith('deadline-')));
    expect(await missing(codes)).toEqual([]);
  });
});
