import { describe, expect, test } from '@jest/globals';
import { createRequestKeys, newRequestKey } from './request-key.js';

describe('request keys', () => {
  test('are UUIDs', () => {
    expect(newRequestKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });

  test('stay the same while the same body is sent again, and change with the body or after an answer', () => {
    let made = 0;
    const keys = createRequestKeys(() => `key-${String((made += 1))}`);
    expect(keys.keyFor({ text: 'một' })).toBe('key-1');
    expect(keys.keyFor({ text: 'một' })).toBe('key-1');
    expect(keys.keyFor({ text: 'hai' })).toBe('key-2');
    keys.settle();
    expect(keys.keyFor({ text: 'hai' })).toBe('key-3');
  });
});
