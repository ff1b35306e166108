import { describe, expect, test } from '@jest/globals';
import { MasterKey, SealBroken } from './master-key.js';

const key = new MasterKey(Buffer.alloc(32, 1).toString('base64'));
const other = new MasterKey(Buffer.alloc(32, 2).toString('base64'));

describe('the master key', () => {
  const plain = Buffer.from('Nông Thị Lan', 'utf8');
  const sealed = key.seal('subject keys', plain, 'main/a');

  test('opens what it has sealed, and seals the same differently each time', () => {
    expect(key.open('subject keys', sealed, 'main/a')).toEqual(plain);
    expect(key.seal('subject keys', plain, 'main/a')).not.toEqual(sealed);
  });

  test('opens nothing of another key, purpose or place, and nothing that was changed', () => {
    expect(() => other.open('subject keys', sealed, 'main/a')).toThrow(SealBroken);
    expect(() => key.open('anchors', sealed, 'main/a')).toThrow(SealBroken);
    expect(() => key.open('subject keys', sealed, 'main/b')).toThrow(SealBroken);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => key.open('subject keys', changed, 'main/a')).toThrow(SealBroken);
    }
    expect(() => key.open('subject keys', sealed.subarray(0, 20), 'main/a')).toThrow(SealBroken);
  });

  test('has a mark that tells it from others and is the same every time', () => {
    expect(key.mark).toMatch(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){3}$/u);
    expect(new MasterKey(Buffer.alloc(32, 1).toString('base64')).mark).toBe(key.mark);
    expect(other.mark).not.toBe(key.mark);
  });

  test('finds the same text again, and tells nothing across purposes', () => {
    expect(key.fingerprint('names', 'lan')).toEqual(key.fingerprint('names', 'lan'));
    expect(key.fingerprint('names', 'lan')).not.toEqual(key.fingerprint('others', 'lan'));
    expect(key.fingerprint('names', 'lan')).not.toEqual(other.fingerprint('names', 'lan'));
  });
});
