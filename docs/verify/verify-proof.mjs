#!/usr/bin/env node
/**
 * Kiểm tra một tệp chứng minh (dondoc export-proof) mà không cần hệ thống, cơ sở dữ liệu hay gói nào khác ngoài Node.js 20 trở lên.
 * Cách dùng: node verify-proof.mjs TỆP [KHÓA-CÔNG-KHAI]     Mã thoát: 0 đúng, 1 sai, 2 dùng sai.
 * Đọc README.md cạnh tệp này để biết điều gì được chứng minh.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file, expectedKey] = process.argv.slice(2);
const end = (code, text) => (process[code === 0 ? 'stdout' : 'stderr'].write(`${text}\n`), process.exit(code));
if (file === undefined) end(2, 'Cách dùng: node verify-proof.mjs TỆP [KHÓA-CÔNG-KHAI]');
const demand = (holds, what) => holds || end(1, `KHÔNG ĐÚNG: ${what}.`);

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hex = (text, bytes) => (
  demand(new RegExp(`^[0-9a-f]{${bytes * 2}}$`).test(text), 'tệp có giá trị sai dạng'),
  Buffer.from(text, 'hex')
);
const isList = (value) => (demand(Array.isArray(value), 'tệp sai dạng'), value);

/** Tệp phải đúng từng ký tự như khi lập: không thêm trường, không thêm dấu cách. */
const readProof = (text) => {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    demand(false, 'tệp không phải JSON');
  }
  const { shard, position, chainHash, treeRoot, at } = given?.anchor ?? {};
  const anchor = { shard, position, chainHash, treeRoot, at };
  const events = isList(given?.events).map((event) => ({ canonical: event?.canonical, path: event?.path }));
  const proof = { format: 'dondoc-proof/1', stream: given.stream, anchor, publicKey: given.publicKey, signature: given.signature, events };
  demand(text === `${JSON.stringify(proof)}\n`, 'tệp đã bị sửa, hoặc không phải tệp chứng minh');
  return proof;
};

/** Chữ ký Ed25519 trên mốc đối chiếu. */
const checkAnchor = ({ anchor, publicKey, signature }) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), hex(publicKey, 32)]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  demand(verify(null, Buffer.from(JSON.stringify(anchor)), key, hex(signature, 64)), 'chữ ký của mốc đối chiếu không khớp');
  demand(expectedKey === undefined || expectedKey === publicKey, 'mốc đối chiếu được ký bằng khóa khác với khóa đã cho');
};

/** Đi từ lá lên gốc của cây Merkle (RFC 6962, mục 2.1). */
const rootFrom = (leaf, index, size, path) => {
  const climb = (start, length, depth) => {
    if (length === 1) return leaf;
    demand(depth > 0, 'đường dẫn trong cây xác thực không đủ');
    const left = 2 ** Math.floor(Math.log2(length - 1));
    const sibling = hex(path[depth - 1], 32);
    return index < start + left
      ? sha256(Buffer.from([1]), climb(start, left, depth - 1), sibling)
      : sha256(Buffer.from([1]), sibling, climb(start + left, length - left, depth - 1));
  };
  return climb(0, size, path.length);
};

/** Dạng nhị phân của một dòng trong PostgreSQL: số cột, rồi với mỗi cột là kiểu, độ dài (-1: trống) và nội dung. */
const readEvent = (bytes) => {
  const columns = [];
  let at = 4;
  while (at < bytes.length) {
    const length = bytes.readInt32BE(at + 4);
    columns.push(length < 0 ? null : bytes.subarray(at + 8, at + 8 + length));
    at += 8 + Math.max(length, 0);
  }
  demand(at === bytes.length && columns.length === 18 && bytes.readInt32BE(0) === 18, 'sự kiện sai dạng');
  const [shard, position, tenant, stream, version, , type, , occurred, recorded, , , actor, data] = columns;
  const instant = (micros) => new Date(Number(micros.readBigInt64BE() / 1000n) + Date.UTC(2000, 0, 1));
  const [number, text] = [(value) => Number(value.readBigInt64BE()), (value) => value.toString('utf8')];
  return {
    shard: shard.readInt16BE(),
    position: number(position),
    tenant: text(tenant),
    stream: text(stream),
    version: version.readInt32BE(),
    type: text(type),
    occurred: instant(occurred),
    recorded: instant(recorded),
    actor: text(actor),
    data: JSON.parse(text(data.subarray(1))),
  };
};

const checkEvent = ({ canonical, path }, nth, { stream, anchor }) => {
  const bytes = Buffer.from(String(canonical), 'base64');
  demand(bytes.toString('base64') === canonical, 'tệp có giá trị sai dạng');
  const event = readEvent(bytes);
  demand(
    event.stream === stream && event.version === nth + 1 && event.shard === 0,
    `sự kiện thứ ${nth + 1} không thuộc chuỗi sự kiện của ${stream}`,
  );
  demand(event.position >= 1 && event.position <= anchor.position, 'sự kiện nằm ngoài mốc đối chiếu');
  const root = rootFrom(sha256(Buffer.from([0]), bytes), event.position - 1, anchor.position, isList(path));
  demand(root.toString('hex') === anchor.treeRoot, `sự kiện số ${event.position} không có trong nhật ký đã được xác nhận`);
  return event;
};

const words = Object.fromEntries(
  `TaskEntered đưa nhiệm vụ vào theo dõi;PartAssigned giao cơ quan chủ trì;PartWithdrawn rút lượt giao;CoordinatorNamed nêu cơ quan phối hợp
  CoordinatorReleased thôi phối hợp;ApproverDesignated chỉ định cấp phê duyệt;ApproverReplaced thay cấp phê duyệt;ConsolidatorNamed nêu cơ quan đầu mối
  FollowUpAssigned phân công chuyên viên theo dõi;BaselineRecorded ghi nhận hiện trạng;BaselineWithdrawn rút lại kết quả rà soát;AssignmentAcknowledged tiếp nhận nhiệm vụ
  InternallyAssigned phân công thực hiện;ReassignmentRequested đề nghị điều chỉnh cơ quan chủ trì;PartReassigned điều chỉnh cơ quan chủ trì
  AssignmentInsisted giữ nguyên phân công;CoordinationAsked đề nghị phối hợp, lấy ý kiến;AskAcknowledged tiếp nhận đề nghị;OpinionGiven tham gia ý kiến
  ReleaseRequested đề nghị thôi phối hợp;AskReleased cho thôi phối hợp;ProgressReported báo cáo tiến độ;CompletionSubmitted trình kết quả
  SubmissionWithdrawn rút lần trình;SentDateConfirmed xác nhận ngày trình;SentDateCorrected đính chính ngày trình;CompletionApproved phê duyệt
  CompletionReturned yêu cầu bổ sung, hoàn thiện;CompletionConfirmed xác nhận hoàn thành;ExtensionRequested đề nghị gia hạn;ExtensionGranted gia hạn
  ExtensionRefused không gia hạn;PartUrged đôn đốc;DeadlineChanged điều chỉnh thời hạn;PartSuspended tạm dừng thực hiện;PartResumed tiếp tục thực hiện
  PartCancelled thôi thực hiện;PartSuperseded thay thế bằng nhiệm vụ khác;PartClosedNotDone kết thúc theo dõi, không hoàn thành;PartReopened mở lại
  TaskAmended điều chỉnh theo bản sửa đổi của kế hoạch;AskDelivered ghi nhận đề nghị đã gửi đến;SilenceAccepted coi im lặng là đồng ý
  ConsolidatedReportSent gửi báo cáo tổng hợp;ObjectiveCauseClaimed nêu nguyên nhân khách quan;CauseConfirmed xác nhận nguyên nhân khách quan
  CauseRefused không chấp nhận nguyên nhân khách quan;MilestoneAdded đặt mốc thực hiện;MilestoneChanged điều chỉnh mốc thực hiện
  MilestoneWithdrawn bỏ mốc thực hiện;MilestoneReported báo cáo mốc thực hiện;MilestoneDateConfirmed xác nhận ngày gửi báo cáo mốc
  RecurrenceSet đặt kỳ báo cáo;RecurringClosed kết thúc nhiệm vụ định kỳ;CycleOpened mở kỳ báo cáo;CycleMissed ghi nhận kỳ không báo cáo
  CycleReported báo cáo kỳ;CycleSigned phê duyệt báo cáo kỳ;CycleReturned trả lại báo cáo kỳ;CycleDateConfirmed xác nhận ngày gửi báo cáo kỳ
  PartSucceeded chuyển cơ quan chủ trì do sắp xếp tổ chức;CoordinatorSucceeded chuyển cơ quan phối hợp do sắp xếp tổ chức
  ApproverSucceeded chuyển cấp phê duyệt do sắp xếp tổ chức;TakeoverConfirmed xác nhận nhận bàn giao
  RemarkAdded cho ý kiến, trao đổi;RemarkEdited sửa ý kiến;RemarkRemoved gỡ ý kiến;RemarkSeen đã xem ý kiến`
    .split(/[;\n]/u)
    .map((entry) => [entry.trim().split(' ')[0], entry.trim().replace(/^\S+ /u, '')]),
);
const fields = {
  part: 'lượt giao',
  agencyId: 'cơ quan',
  holder: 'cơ quan',
  title: 'nội dung',
  text: 'nội dung',
  result: 'kết quả',
  reason: 'lý do',
  percent: 'tiến độ (%)',
  due: 'thời hạn',
  sentOn: 'ngày trình',
  kind: 'loại',
  document: 'văn bản',
  basis: 'căn cứ',
};
const when = (date) =>
  date.toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
const told = (value) => {
  const text =
    typeof value === 'object'
      ? Object.values(value)
          .filter((one) => typeof one !== 'object')
          .join(', ')
      : String(value);
  return text.replace(/sealed:v1:\S+?(?=,|$)/gu, '(tên được niêm phong)');
};
const line = ({ version, position, type, occurred, recorded, actor, data }) => {
  const details = Object.entries(fields).flatMap(([name, label]) => (data[name] == null ? [] : [`${label}: ${told(data[name])}`]));
  const late = Math.abs(occurred - recorded) < 1000 ? '' : ` (có hiệu lực ${when(occurred)})`;
  const who = actor === 'system' ? 'hệ thống' : `người ${actor}`;
  return `${String(version).padStart(3)}. ${when(recorded)}${late}: ${words[type] ?? type}. ${[...details, who, `số ${position}`].join('; ')}.`;
};

const proof = readProof(readFileSync(file, 'utf8'));
checkAnchor(proof);
const events = proof.events.map((event, nth) => checkEvent(event, nth, proof));
demand(events.length > 0, 'tệp không có sự kiện nào');
const { anchor, publicKey } = proof;
const keyMark = sha256(Buffer.from(publicKey, 'hex'))
  .toString('hex')
  .slice(0, 16)
  .replace(/(.{4})(?=.)/gu, '$1-');
end(
  0,
  `ĐÚNG: ${events.length} sự kiện đầu tiên của ${proof.stream} có trong nhật ký, nguyên vẹn, theo mốc đối chiếu số ${anchor.position} lập ${when(new Date(anchor.at))}.
Mốc được ký bằng khóa công khai ${publicKey} (dấu ${keyMark}). ${expectedKey ? 'Khóa này đúng là khóa đã cho.' : 'Hãy so với khóa hoặc mốc đã công bố.'}\n
${events.map(line).join('\n')}`,
);
