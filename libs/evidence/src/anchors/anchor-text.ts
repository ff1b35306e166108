import { fingerprintOf, type SignedAnchor } from './anchor.js';

const when = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** An anchor as lines of name and value, for paper and screens. */
export const anchorLines = ({ anchor, publicKey, signature }: SignedAnchor): readonly (readonly [name: string, value: string])[] => [
  ['Đến sự kiện số', anchor.position.toLocaleString('vi-VN')],
  ['Lập lúc', `${when.format(new Date(anchor.at))} (giờ Việt Nam)`],
  ['Mã chuỗi', anchor.chainHash],
  ['Gốc cây xác thực', anchor.treeRoot],
  ['Khóa công khai', publicKey],
  ['Dấu của khóa', fingerprintOf(publicKey)],
  ['Chữ ký', signature],
];

/** An anchor as text to be printed and put away, with the JSON that `dondoc verify --anchor` reads. */
export const anchorText = (signed: SignedAnchor): string => {
  const lines = anchorLines(signed).map(([name, value]) => `${name}: ${value}`);
  return `Mốc đối chiếu nhật ký\n\n${lines.join('\n')}\n\n${JSON.stringify(signed)}\n`;
};
