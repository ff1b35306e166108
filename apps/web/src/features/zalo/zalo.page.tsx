import '../upkeep/upkeep.css';
import { useEffect, useRef } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { ZaloAccountView, ZaloConsentUrl, ZaloPageView } from '#contracts';
import { request } from '../../api/http-client.js';
import { zaloQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';
import { RefusedAddresses } from './refused-addresses.js';

const TOKEN_WORDS: Readonly<Record<ZaloAccountView['token']['state'], string>> = {
  'never-linked': 'Chưa liên kết: cần chủ tài khoản OA chấp thuận',
  good: 'Đang dùng được',
  lost: 'Đã mất: cần chủ tài khoản OA chấp thuận lại',
};

const orDash = (instant: string | null): string => (instant === null ? 'chưa có' : formatInstant(instant));

/** What a person has to mend stands first. */
const Trouble = ({ account, resume }: { readonly account: ZaloAccountView; readonly resume: () => void }) => {
  const { paused, alarm } = account;
  if (paused === null && alarm === null) return null;
  return (
    <Notice tone="red" title={paused === null ? 'Có lỗi cần xem' : 'Kênh Zalo đang tạm dừng; tin chờ gửi vẫn được giữ nguyên'}>
      {[paused, alarm].map((one, index) =>
        one === null ? null : (
          <p key={index}>
            {formatInstant(one.at)}: {one.reason}
          </p>
        ),
      )}
      <Button variant="default" onClick={resume}>
        {paused === null ? 'Đã khắc phục' : 'Đã khắc phục, gửi tiếp'}
      </Button>
    </Notice>
  );
};

const Facts = ({ account }: { readonly account: ZaloAccountView }) => (
  <section className="card" aria-labelledby="tinh-trang-zalo">
    <h2 id="tinh-trang-zalo">Tình trạng</h2>
    <dl className="facts">
      <dt>Khóa truy cập</dt>
      <dd>{TOKEN_WORDS[account.token.state]}</dd>
      <dt>Đổi khóa gần nhất</dt>
      <dd>{orDash(account.token.refreshedAt)}</dd>
      <dt>Khóa dùng đến</dt>
      <dd>{orDash(account.token.accessExpiresAt)}; hệ thống tự đổi trước khi hết hạn</dd>
      {account.token.problem === null ? null : (
        <>
          <dt>Lần đổi vừa rồi</dt>
          <dd>{account.token.problem}</dd>
        </>
      )}
      <dt>Hạn mức tin trong ngày</dt>
      <dd>
        {account.quota === null
          ? 'chưa biết: Zalo báo kèm tin đầu tiên'
          : `còn ${formatNumber(account.quota.remaining)}/${formatNumber(account.quota.daily)} (${formatInstant(account.quota.at)})`}
      </dd>
      <dt>Chờ gửi</dt>
      <dd>{formatNumber(account.waiting)} tin</dd>
      <dt>07 ngày qua</dt>
      <dd>
        {formatNumber(account.lastWeek.sent)} đã gửi, {formatNumber(account.lastWeek.refused)} bị từ chối,{' '}
        {formatNumber(account.lastWeek.uncertain)} không rõ kết quả
      </dd>
      <dt>Người đăng ký nhận</dt>
      <dd>{formatNumber(account.subscribers)}</dd>
      <dt>Sự kiện Zalo báo gần nhất</dt>
      <dd>{account.lastWebhook === null ? 'chưa có' : `${account.lastWebhook.event}, ${formatInstant(account.lastWebhook.at)}`}</dd>
      <dt>Địa chỉ webhook</dt>
      <dd>
        <code className="anchor-code">{account.webhookUrl}</code>
      </dd>
      <dt>Mã ứng dụng</dt>
      <dd>{account.appId}</dd>
    </dl>
    {account.standIn === null ? null : (
      <p>
        Đang chạy thử: <a href={account.standIn}>chương trình thay cho Zalo</a> nhận mọi tin, không tin nào ra ngoài.
      </p>
    )}
  </section>
);

const Template = ({ account }: { readonly account: ZaloAccountView }) => (
  <section className="stack-tight" aria-labelledby="mau-tin">
    <h2 id="mau-tin">Mẫu tin {account.templateId}</h2>
    <p>Khi đăng ký mẫu với Zalo, đặt đúng tên các tham số sau. Giá trị dài hơn được cắt ở ranh giới từ.</p>
    <div className="table-frame">
      <table className="plain cards-when-narrow">
        <caption className="visually-hidden">Tham số của mẫu tin</caption>
        <thead>
          <tr>
            <th scope="col">Tham số</th>
            <th scope="col">Nội dung</th>
            <th scope="col">Dài nhất</th>
          </tr>
        </thead>
        <tbody>
          {account.parameters.map(({ name, meaning, limit }) => (
            <tr key={name}>
              <td data-label="Tham số">
                <code className="anchor-code">{name}</code>
              </td>
              <td data-label="Nội dung">{meaning}</td>
              <td data-label="Dài nhất">{limit} ký tự</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** Back from Zalo's page with a code: handed on once, then taken out of the address. */
const useReturn = (): string | null => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { code, state } = useSearch({ from: '/signed-in/zalo' });
  const handed = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: (consent: { readonly code: string; readonly state: string }) =>
      request<ZaloPageView>('/zalo/link', { method: 'POST', json: consent }),
    onSuccess: (page) => {
      client.setQueryData(zaloQuery.queryKey, page);
      announce('Đã liên kết tài khoản Zalo.');
    },
    onSettled: () => navigate({ to: '/zalo', replace: true }),
  });
  useEffect(() => {
    if (handed.current || code === undefined || state === undefined) return;
    handed.current = true;
    mutate({ code, state });
  }, [code, state, mutate]);
  return error === null ? null : messageOf(error);
};

const Account = ({ account }: { readonly account: ZaloAccountView }) => {
  const client = useQueryClient();
  const resuming = useMutation({
    mutationFn: () => request('/zalo/resume', { method: 'POST' }),
    onSuccess: async () => {
      announce('Kênh Zalo gửi tiếp.');
      await client.invalidateQueries({ queryKey: zaloQuery.queryKey });
    },
  });
  return (
    <div className="stack">
      {resuming.error === null ? null : <Notice tone="red" title={messageOf(resuming.error)} />}
      <Trouble
        account={account}
        resume={() => {
          resuming.mutate();
        }}
      />
      <Facts account={account} />
      <Template account={account} />
    </div>
  );
};

/** How the province's Zalo account stands, for the administrator; and addresses that nothing reaches. */
export const ZaloPage = () => {
  const failure = useReturn();
  const page = useQuery(zaloQuery);
  const asking = useMutation({
    mutationFn: () => request<ZaloConsentUrl>('/zalo/consent', { method: 'POST' }),
    onSuccess: ({ url }) => {
      window.location.assign(url);
    },
  });
  const account = page.data?.account ?? null;
  return (
    <div className="stack">
      <PageHeader
        title="Kênh Zalo"
        lead="Tin Zalo chỉ báo số việc và thời hạn cho người đã đăng ký; thư điện tử và hộp việc vẫn là nơi ghi nhận chính thức."
      >
        {account === null ? null : (
          <Button
            variant="default"
            loading={asking.isPending}
            onClick={() => {
              asking.mutate();
            }}
          >
            {account.token.state === 'good' ? 'Liên kết lại' : 'Liên kết tài khoản OA'}
          </Button>
        )}
      </PageHeader>
      {failure === null ? null : <Notice tone="red" title={failure} />}
      {asking.error === null ? null : <Notice tone="red" title={messageOf(asking.error)} />}
      <QueryView query={page}>
        {({ account: shown }) =>
          shown === null ? (
            <EmptyState title="Chưa cấu hình Zalo">
              Đặt ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET và ZALO_TEMPLATE_ID rồi khởi động lại. Không có Zalo, thông báo vẫn đi bằng
              thư.
            </EmptyState>
          ) : (
            <Account account={shown} />
          )
        }
      </QueryView>
      <RefusedAddresses />
    </div>
  );
};
