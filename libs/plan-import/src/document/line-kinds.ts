/** What a line outside tables is, by its own words. Letterheads and signatures follow Nghị định 30/2020/NĐ-CP, appendix I. */

const caption = /^[([]?\s*(?:(?:ban hành\s+)?kèm(?:\s+theo)?|đính kèm)\b/iu;
/** "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/5/2023 của UBND tỉnh …)" */
export const isCaption = (text: string): boolean => caption.test(text);

export const startsAppendix = (text: string): boolean =>
  /^(?:phụ\s+lục|phụ\s+biểu|biểu(?:\s+mẫu)?\s+(?:số\s*)?\d|biểu)\b/iu.test(text) && text.length <= 400;

const nation = /^cộng\s+h[oòóa]+\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|^độc\s+lập\s*[-–—]\s*tự\s+do\s*[-–—]\s*hạnh\s+phúc/iu;
const documentNumber = /^(?:số|so)\s*:?\s*[\d\s._/…-]*\/?[\p{L}\d-]*\s*$/iu;
const placeAndDate = /^\p{Lu}[\p{L}\s.]{1,40},\s*ngày\b.{0,40}$/u;
const authority =
  /^(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HĐND|HỘI ĐỒNG NHÂN DÂN|TỈNH|THÀNH PHỐ|BỘ|SỞ|BAN|VĂN PHÒNG|CHÍNH PHỦ|THỦ TƯỚNG|TỈNH ỦY|THÀNH ỦY|ĐẢNG)[\p{Lu}\s,.-]*$/u;
const kindOfDocument =
  /^(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|CHỈ THỊ|THÔNG BÁO|CÔNG VĂN|NGHỊ QUYẾT|ĐỀ ÁN|TỜ TRÌNH|BÁO CÁO|\(?DỰ THẢO\)?|HỎA TỐC|THƯỢNG KHẨN|KHẨN)\s*$/u;
const subject = /^(?:v\/v|về việc)\b/iu;

/** The heading of a letter or decision, as against its body. */
export const isLetterhead = (text: string): boolean =>
  nation.test(text) ||
  documentNumber.test(text) ||
  placeAndDate.test(text) ||
  authority.test(text) ||
  kindOfDocument.test(text) ||
  subject.test(text);

/** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Nơi nhận:": a signature's block begins. */
export const beginsSignature = (text: string): boolean =>
  /^(?:nơi\s+nhận\b|(?:tm|kt|tl|tuq|q)\.\s*\p{L}|(?:phó\s+)?(?:chủ\s+tịch|giám\s+đốc|chánh\s+văn\s+phòng)\b.{0,40}$|người\s+(?:lập|ký|duyệt)|thủ\s+trưởng)/iu.test(
    text,
  );

/** "Trên đây là Kế hoạch …": the sentence that closes a document. */
export const isClosing = (text: string): boolean => /^trên\s+đây\s+là(?!\p{L})/iu.test(text) && text.length <= 400;

/** Rules, page numbers, lines of dots. */
export const isFiller = (text: string): boolean =>
  /^(?:[-–—_=*.…·\s]+|(?:trang\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?|-\s*\d{1,3}\s*-)$/iu.test(text);

/** What stands above or below a table to explain it. */
export const isNote = (text: string): boolean =>
  /^(?:ghi\s+chú|chú\s+thích|lưu\s+ý|chú\s+ý|nguồn|đơn\s+vị\s+tính|đvt|\(?\s*đơn\s+vị\s+tính)\s*[:：(]|^\(?\*+\)?\s*\S|^[¹²³⁴⁵]|^\(\d{1,2}\)\s|^\[\d{1,2}\]\s/iu.test(
    text,
  ) && text.length <= 1_000;

/** "Tổng cộng: 12 nhiệm vụ" */
export const isTotal = (text: string): boolean =>
  /^tổng(?:\s+(?:cộng|số))?(?![\p{L}])(?!\s+(?:kết|hợp|thể|điều|kiểm|rà))/iu.test(text) && text.length <= 60;

/** In capitals, as titles are set. */
export const isUpperCase = (text: string): boolean => {
  const letters = text.replace(/[^\p{L}]/gu, '');
  const capitals = letters.replace(/[^\p{Lu}]/gu, '');
  return letters.length >= 4 && capitals.length / letters.length > 0.85;
};
