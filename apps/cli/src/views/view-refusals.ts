import { PoisonEvent, RebuildRefused, UnknownEventType } from '#event-store';
import { Refused } from '../shared/terminal.js';

const reasons: Readonly<Record<string, string>> = {
  'REBUILD.UNDER_WAY': 'đang được một tiến trình khác dựng lại; hãy chờ tiến trình đó xong rồi chạy lại',
  'REBUILD.NOT_SERVING': 'chưa dựng xong lần đầu; hãy khởi động hệ thống (npm start) và chờ đến khi sẵn sàng',
  'REBUILD.NO_FORMER': 'không có bản trước để quay lại; bản trước chỉ có sau khi đã dựng lại một lần',
};

/** The sentence for why a view could not be rebuilt; anything unforeseen passes as it is. */
export const refusalOf = (error: unknown, view: string): unknown => {
  if (error instanceof RebuildRefused) return new Refused(`Bảng đọc ${view} ${reasons[error.code] ?? error.message}.`, { cause: error });
  if (error instanceof UnknownEventType) {
    return new Refused(
      `Bảng đọc ${view} chưa dựng lại được: vị trí ${String(error.position)} có sự kiện ${error.type} v${String(error.schemaVersion)} do bản ` +
        'chương trình mới hơn ghi. Bản đang phục vụ vẫn nguyên; hãy chạy lệnh này bằng bản mới.',
      { cause: error },
    );
  }
  if (error instanceof PoisonEvent) {
    return new Refused(
      `Bảng đọc ${view} chưa dựng lại được: sự kiện ở vị trí ${String(error.position)} (${error.streamId}) không đọc được: ${error.problem}. ` +
        'Bản đang phục vụ vẫn nguyên.',
      { cause: error },
    );
  }
  return error;
};
