import { describe, expect, test } from '@jest/globals';
import { mapPersonalTexts, personalTextsIn } from './personal-texts.js';

describe('personal texts of an event', () => {
  const data = {
    part: 'L01',
    document: { number: '88/QĐ', date: null, signer: 'Nông Thị Lan', form: 'KT.' },
    draft: {
      tasks: [
        { title: 'Xây dựng', responsible: 'Hoàng Văn Bình' },
        { title: 'signer', responsible: null },
      ],
    },
    changes: [
      { op: 'replace', pointer: '/tasks/0/responsible', value: 'Lê An', was: 'Hoàng Văn Bình' },
      { op: 'replace', pointer: '/tasks/0/title', value: 'Đánh giá', was: 'responsible' },
      { op: 'add', pointer: '/tasks/2', value: { responsible: 'Trần Chi' } },
      { op: 'remove', pointer: '/tasks/0/responsible', was: null },
    ],
  };

  test('are signers and responsible people, also where a correction names them, and nothing else', () => {
    expect(personalTextsIn(data)).toEqual(['Nông Thị Lan', 'Hoàng Văn Bình', 'Lê An', 'Hoàng Văn Bình', 'Trần Chi']);
    expect(personalTextsIn({ document: null, effectiveAt: 'x', signer: '' })).toEqual([]);
  });

  test('are replaced where they stand; the rest stays as it is', () => {
    const replaced = mapPersonalTexts(data, () => '*');
    expect(JSON.stringify(replaced)).toBe(JSON.stringify(data).replace(/Nông Thị Lan|Hoàng Văn Bình|Lê An|Trần Chi/gu, '*'));
    expect(mapPersonalTexts(data, (text) => text)).toEqual(data);
  });
});
