import type pg from 'pg';

/** Why no mail leaves, as far as it concerns all of it. */
export type MailTrouble =
  'unreachable' | 'untrusted-certificate' | 'no-encryption' | 'login' | 'sender-refused' | 'relaying-denied' | 'busy';

/** In words for the administrator: what is wrong, and what to do. */
export const TROUBLE_WORDS: Readonly<Record<MailTrouble, { readonly title: string; readonly remedy: string }>> = {
  unreachable: {
    title: 'Không kết nối được máy chủ thư',
    remedy: 'Kiểm tra địa chỉ và cổng trong SMTP_URL, tường lửa, và máy chủ thư có đang chạy không.',
  },
  'untrusted-certificate': {
    title: 'Chứng thư số của máy chủ thư không được tin cậy',
    remedy:
      'Nếu chứng thư do cơ quan tự cấp: đặt SMTP_CA_FILE là tệp PEM của nơi cấp. Nếu hết hạn hoặc sai tên máy: cấp lại chứng thư, hoặc dùng đúng tên máy trong SMTP_URL.',
  },
  'no-encryption': {
    title: 'Máy chủ thư không mã hóa đường truyền (STARTTLS)',
    remedy: 'Thư không được gửi qua đường không mã hóa. Bật STARTTLS trên máy chủ thư, hoặc dùng smtps:// trong SMTP_URL.',
  },
  login: {
    title: 'Máy chủ thư không chấp nhận tài khoản hoặc mật khẩu',
    remedy: 'Sửa tài khoản, mật khẩu trong SMTP_URL rồi khởi động lại. Thư đang chờ sẽ tự gửi tiếp.',
  },
  'sender-refused': {
    title: 'Máy chủ thư không chấp nhận địa chỉ người gửi',
    remedy: 'Đặt MAIL_FROM là địa chỉ mà tài khoản trong SMTP_URL được phép gửi.',
  },
  'relaying-denied': {
    title: 'Máy chủ thư không chuyển thư đến một số tên miền',
    remedy: 'Cho phép tài khoản trong SMTP_URL gửi thư ra ngoài, hoặc dùng máy chủ thư khác.',
  },
  busy: {
    title: 'Máy chủ thư đang bận, hẹn gửi lại sau',
    remedy: 'Chưa cần làm gì: thư tự gửi lại. Nếu kéo dài, xem giới hạn gửi của tài khoản trên máy chủ thư.',
  },
};

/** How mail stands. ISO instants. */
export interface MailStatus {
  readonly trouble: { readonly kind: MailTrouble; readonly reason: string; readonly since: string; readonly at: string } | null;
  readonly lastSentAt: string | null;
}

interface StatusRow {
  readonly trouble: MailTrouble | null;
  readonly reason: string | null;
  readonly trouble_since: Date | null;
  readonly trouble_at: Date | null;
  readonly sent_at: Date | null;
}

/** Successes are told at most so often: they say no more than that it works. */
const TELL_EVERY_MS = 10_000;

/** What was last heard of the mail server, by any worker; one row. */
export class MailStatusBoard {
  #told = 0;

  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  async trouble(kind: MailTrouble, reason: string): Promise<void> {
    this.#told = 0;
    await this.sql.query(
      `insert into channels.mail_status as s (trouble, reason, trouble_since, trouble_at) values ($1, $2, app_now(), app_now())
       on conflict (only_one) do update
          set trouble = excluded.trouble, reason = excluded.reason, trouble_at = excluded.trouble_at,
              trouble_since = case when s.trouble = excluded.trouble then s.trouble_since else excluded.trouble_since end`,
      [kind, reason],
    );
  }

  async works(): Promise<void> {
    if (performance.now() - this.#told < TELL_EVERY_MS && this.#told > 0) return;
    this.#told = performance.now();
    await this.sql.query(
      `insert into channels.mail_status (sent_at) values (app_now())
       on conflict (only_one) do update set sent_at = app_now(), trouble = null, reason = null, trouble_since = null, trouble_at = null`,
    );
  }

  async read(): Promise<MailStatus> {
    const { rows } = await this.sql.query<StatusRow>(
      'select trouble, reason, trouble_since, trouble_at, sent_at from channels.mail_status',
    );
    const row = rows[0];
    const { trouble = null, reason, trouble_since: since, trouble_at: at } = row ?? {};
    return {
      trouble:
        trouble === null || since == null || at == null
          ? null
          : { kind: trouble, reason: reason ?? '', since: since.toISOString(), at: at.toISOString() },
      lastSentAt: row?.sent_at?.toISOString() ?? null,
    };
  }
}
