import type { Recurrence } from './deadline.js';

/** From the most to the least definite: "Thường xuyên, định kỳ hằng quý" is quarterly. */
const wordings: readonly (readonly [Recurrence, RegExp])[] = [
  ['monthly', /(?:hang|moi|theo|dinh ky) thang|0?1 thang\/lan|mot thang mot lan|(?:0?1|mot) lan\/ ?thang/u],
  [
    'quarterly',
    /(?:hang|moi|theo|dinh ky) qu[yi](?! dinh| che| hoach)|(?:0?3|ba) thang\/lan|(?:0?1|mot) lan\/ ?qu[yi]|0?4 lan\/ ?nam|cuoi (?:moi |hang |cac )?qu[yi](?! [\div])/u,
  ],
  [
    'half-yearly',
    /(?:hang|moi|dinh ky) (?:0?6|sau) thang|(?:0?6|sau) thang(?:\/lan| mot lan)|nua nam mot lan|(?:0?2|hai) lan\/ ?nam|(?:0?6|sau) thang(?:,| va) (?:ca )?nam/u,
  ],
  [
    'yearly',
    /(?:hang|moi|theo tung|tung) nam|dinh ky nam|(?<![\d] ?)nam\/lan|(?<!\d)0?1 nam\/ ?lan|mot nam mot lan|(?:0?1|mot) lan\/ ?nam/u,
  ],
  ['continuous', /thuong xuyen|lien tuc|thuong nien|suot nam|ca nam|(?:hang|moi) (?:ngay|tuan)(?![a-z])|24\/24|24\/7/u],
  [
    'by-rule',
    /dinh ky|nam\/ ?lan|theo (?:quy dinh|lo trinh|tien do|yeu cau|chi dao|huong dan|ke hoach|thoi gian|thoi han|de an|chuong trinh|nhiem vu)|khi co |khi phat sinh|dot xuat|sau khi|ngay sau/u,
  ],
];

/** The recurrence that a folded text speaks of; null where it names none. */
export const readRecurrence = (folded: string): Recurrence | null => wordings.find(([, wording]) => wording.test(folded))?.[0] ?? null;
