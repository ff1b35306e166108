import type { Chance } from './chance.js';

const verbs = [
  'Xây dựng',
  'Rà soát, hoàn thiện',
  'Tổ chức triển khai',
  'Nghiên cứu, đề xuất',
  'Tham mưu ban hành',
  'Đôn đốc thực hiện',
] as const;
const things = [
  'đề án phát triển đô thị thông minh',
  'quy hoạch chung các đô thị trên địa bàn tỉnh',
  'kế hoạch chuyển đổi số của ngành',
  'cơ chế, chính sách thu hút đầu tư hạ tầng kỹ thuật',
  'chương trình đào tạo nguồn nhân lực quản lý đô thị',
  'cơ sở dữ liệu chuyên ngành dùng chung',
  'danh mục dự án ưu tiên giai đoạn trung hạn',
] as const;
const ends = [
  'bảo đảm đồng bộ với quy hoạch tỉnh',
  'theo chỉ đạo của Thủ tướng Chính phủ',
  'phù hợp với điều kiện thực tế của địa phương',
  'trình cấp có thẩm quyền phê duyệt theo quy định',
] as const;
const reports = [
  'Đã hoàn thành khảo sát hiện trạng tại các địa bàn được chọn, đang tổng hợp số liệu để xây dựng dự thảo.',
  'Dự thảo lần một đã gửi lấy ý kiến các sở, ngành liên quan; đã nhận được văn bản tham gia của đa số cơ quan.',
  'Đã tiếp thu, giải trình ý kiến tham gia; đang hoàn thiện hồ sơ trình thẩm định.',
  'Hội đồng thẩm định đã họp; cơ quan soạn thảo đang chỉnh lý theo kết luận của cuộc họp.',
] as const;
const difficulties = [
  'Kinh phí thực hiện chưa được bố trí đủ trong dự toán năm; kiến nghị bổ sung từ nguồn dự phòng.',
  'Một số văn bản hướng dẫn của Bộ chuyên ngành chưa được ban hành.',
] as const;

export const titleText = (chance: Chance): string => `${chance.of(verbs)} ${chance.of(things)}, ${chance.of(ends)}`;
export const reportText = (chance: Chance): string => chance.of(reports);
export const difficultyText = (chance: Chance): string | null => (chance.percent(25) ? chance.of(difficulties) : null);
