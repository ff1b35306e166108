/** What is wrong with the log, and the first position at which it is. */
export type Fault =
  /** The content is not what was hashed when it was recorded. */
  | { readonly kind: 'altered'; readonly position: number }
  /** No event stands there, though later ones do, or though the head says so. */
  | { readonly kind: 'missing'; readonly position: number }
  | { readonly kind: 'repeated'; readonly position: number }
  /** The chain does not go on over the events from `position` to `through`: one of them was put in, or replaced with its hash. */
  | { readonly kind: 'chain-broken'; readonly position: number; readonly through: number }
  /** Events behind the last link of the chain: nobody recorded them by an append. */
  | { readonly kind: 'unchained'; readonly position: number }
  /** The head does not say what the last event says. */
  | { readonly kind: 'head-differs'; readonly position: number }
  /** The versions of a stream are not 1, 2, 3 … */
  | { readonly kind: 'stream-broken'; readonly position: number; readonly stream: string }
  /** Events of a shard that the system does not write. */
  | { readonly kind: 'strange-shard'; readonly position: number; readonly shard: number }
  /** The log ends before the anchor does: its tail was cut off. */
  | { readonly kind: 'cut-before-anchor'; readonly position: number; readonly anchor: number }
  /** The log was rewritten somewhere from `position` to the anchor, with everything after it made to fit. */
  | { readonly kind: 'rewritten-before-anchor'; readonly position: number; readonly anchor: number }
  /** The anchor itself is not one: its signature does not hold. */
  | { readonly kind: 'anchor-forged'; readonly position: number };

const at = (position: number): string => position.toLocaleString('vi-VN');

const sentences: { readonly [Kind in Fault['kind']]: (fault: Extract<Fault, { kind: Kind }>) => string } = {
  altered: ({ position }) => `Sự kiện số ${at(position)} không còn như lúc ghi.`,
  missing: ({ position }) => `Thiếu sự kiện số ${at(position)}.`,
  repeated: ({ position }) => `Có hai sự kiện cùng số ${at(position)}.`,
  'chain-broken': ({ position, through }) =>
    position === through
      ? `Chuỗi xác thực đứt ở sự kiện số ${at(position)}: sự kiện này được thêm vào hoặc thay thế.`
      : `Chuỗi xác thực đứt ở các sự kiện số ${at(position)} đến ${at(through)}: có sự kiện được thêm vào hoặc thay thế.`,
  unchained: ({ position }) => `Từ sự kiện số ${at(position)} trở đi không thuộc chuỗi xác thực: không do hệ thống ghi.`,
  'head-differs': ({ position }) => `Đầu nhật ký không khớp với sự kiện cuối, số ${at(position)}.`,
  'stream-broken': ({ position, stream }) => `Dòng ${stream} bị đứt số thứ tự ở sự kiện số ${at(position)}.`,
  'strange-shard': ({ position, shard }) => `Có sự kiện ngoài nhật ký (phân mảnh ${shard}, số ${at(position)}): không do hệ thống ghi.`,
  'cut-before-anchor': ({ position, anchor }) =>
    `Không có sự kiện số ${at(position)}, trong khi mốc đối chiếu đã xác nhận đến số ${at(anchor)}: phần cuối nhật ký đã bị cắt.`,
  'rewritten-before-anchor': ({ position, anchor }) =>
    `Nhật ký khác với mốc đối chiếu số ${at(anchor)}: đã bị viết lại ở một chỗ từ sự kiện số ${at(position)} đến số ${at(anchor)}.`,
  'anchor-forged': ({ position }) =>
    `Mốc đối chiếu số ${at(position)} có chữ ký không đúng: mốc đã bị sửa, hoặc không do hệ thống này lập.`,
};

/** A fault as a person should read it. */
export const faultSentence = (fault: Fault): string => {
  // The table's entry of a kind takes that very kind.
  const sentence = sentences[fault.kind] as (one: Fault) => string;
  return sentence(fault);
};
