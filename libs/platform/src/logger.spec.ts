import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { createLogger } from './logger.js';

const logged = (log: (logger: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  log(createLogger({ level: 'info', write: (line) => lines.push(line) }));
  return lines.join('');
};

describe('the log', () => {
  test('is one JSON object a line with a named level', () => {
    expect(JSON.parse(logged((logger) => logger.info({ taskId: 'x' }, 'entered')))).toMatchObject({
      level: 'info',
      msg: 'entered',
      taskId: 'x',
    });
  });

  test('never holds a secret field, however deep', () => {
    const line = logged((logger) => logger.info({ password: 'p1', person: { phone: '0912345678' }, a: { b: { token: 't1' } } }, 'x'));
    expect(line).not.toMatch(/p1|0912345678|t1/u);
  });

  test.each(['0912345678', '+84 912 345 678', '84912345678', '0912.345.678'])('hides the telephone number %s in free text', (phone) => {
    const line = logged((logger) => logger.error({ err: new Error(`refused ${phone} now`) }, `could not reach ${phone}`));
    expect(line).not.toContain(phone);
  });

  test('hides the password of an address in an error', () => {
    expect(logged((logger) => logger.error({ err: new Error('connect postgres://a:bimat@h/d') }))).not.toContain('bimat');
  });

  test('writes an error without what hangs on it, and with its cause', () => {
    const error = Object.assign(new Error('lost', { cause: new Error('reset') }), { code: '57P01', client: { secretKey: 4711 } });
    const line = logged((logger) => logger.warn({ err: error }, 'x'));
    expect(line).not.toContain('4711');
    expect(JSON.parse(line)).toMatchObject({ err: { code: '57P01', message: 'lost', cause: { message: 'reset' } } });
  });

  test('leaves ids and dates as they are', () => {
    expect(logged((logger) => logger.info('task 01909a3b-0912-7345-8678-0912345abcde at 2023-09-12'))).toContain('2023-09-12');
  });

  test('writes the lines of one turn of the event loop together, in their order', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const logger = createLogger({ level: 'info' });
      logger.info('one');
      logger.warn('two');
      expect(written).not.toHaveBeenCalled();
      await nextTurn();
      logger.info('three');
      await nextTurn();
      const texts = written.mock.calls.map(([text]) => String(text).trimEnd().split('\n'));
      expect(texts.map((lines) => lines.map((line) => (JSON.parse(line) as { msg: string }).msg))).toEqual([['one', 'two'], ['three']]);
    } finally {
      written.mockRestore();
    }
  });
});
