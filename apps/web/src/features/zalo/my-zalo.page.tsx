import '../upkeep/upkeep.css';
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, TextInput } from '@mantine/core';
import type { MyZaloView, ZaloCode } from '#contracts';
import { request } from '../../api/http-client.js';
import { myZaloQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';

const useKept = (): ((view: MyZaloView) => void) => {
  const client = useQueryClient();
  return (view) => {
    client.setQueryData(myZaloQuery.queryKey, view);
  };
};

const Register = ({ phone: known }: { readonly phone: string | null }) => {
  const [phone, setPhone] = useState(known === null ? '' : `0${known.slice(2)}`);
  const [consent, setConsent] = useState(false);
  const keep = useKept();
  const registering = useMutation({
    mutationFn: () => request<MyZaloView>('/me/zalo', { method: 'POST', json: { phone, consent } }),
    onSuccess: (view) => {
      announce('Đã đăng ký nhận tin qua Zalo.');
      keep(view);
    },
  });
  return (
    <form
      className="erasure-form"
      onSubmit={(event) => {
        event.preventDefault();
        registering.mutate();
      }}
    >
      {registering.error === null ? null : <Notice tone="red" title={messageOf(registering.error)} />}
      <TextInput
        label="Số điện thoại công vụ"
        description="Số di động có dùng Zalo, ví dụ 0912345678."
        type="tel"
        autoComplete="tel"
        required
        maxLength={20}
        value={phone}
        onChange={(event) => {
          setPhone(event.currentTarget.value);
        }}
      />
      <Checkbox
        label="Tôi đồng ý nhận tin nhắc việc qua Zalo ở số này, và có thể thôi nhận bất cứ lúc nào."
        required
        checked={consent}
        onChange={(event) => {
          setConsent(event.currentTarget.checked);
        }}
      />
      <div>
        <Button type="submit" loading={registering.isPending}>
          Đăng ký nhận tin
        </Button>
      </div>
    </form>
  );
};

const Code = () => {
  const asking = useMutation({ mutationFn: () => request<ZaloCode>('/me/zalo/code', { method: 'POST' }) });
  return (
    <section className="stack-tight" aria-labelledby="noi-zalo">
      <h2 id="noi-zalo">Nối với tài khoản OA</h2>
      <p>Không bắt buộc. Khi đồng chí quan tâm tài khoản OA của tỉnh và nhắn mã dưới đây, tin có thể đến ngay trong cuộc trò chuyện đó.</p>
      {asking.error === null ? null : <Notice tone="red" title={messageOf(asking.error)} />}
      {asking.data === undefined ? null : (
        <p role="status">
          Nhắn cho tài khoản OA: <strong>DD {asking.data.code}</strong> (dùng một lần, đến {formatInstant(asking.data.expiresAt)}).
        </p>
      )}
      <div>
        <Button
          variant="default"
          loading={asking.isPending}
          onClick={() => {
            asking.mutate();
          }}
        >
          Lấy mã
        </Button>
      </div>
    </section>
  );
};

const Registered = ({ view }: { readonly view: MyZaloView }) => {
  const keep = useKept();
  const revoking = useMutation({
    mutationFn: () => request<MyZaloView>('/me/zalo', { method: 'DELETE' }),
    onSuccess: (after) => {
      announce('Đã thôi nhận tin qua Zalo.');
      keep(after);
    },
  });
  return (
    <>
      <section className="card" aria-labelledby="da-dang-ky">
        <h2 id="da-dang-ky">Đang nhận tin</h2>
        <dl className="facts">
          <dt>Số điện thoại</dt>
          <dd>{view.phone === null ? '' : `0${view.phone.slice(2)}`}</dd>
          <dt>Đồng ý lúc</dt>
          <dd>{view.consentAt === null ? '' : formatInstant(view.consentAt)}</dd>
          <dt>Tài khoản OA</dt>
          <dd>{view.isFollowing ? 'đã nối' : 'chưa nối'}</dd>
        </dl>
        {revoking.error === null ? null : <Notice tone="red" title={messageOf(revoking.error)} />}
        <div className="upkeep-actions">
          <Button
            variant="default"
            loading={revoking.isPending}
            onClick={() => {
              revoking.mutate();
            }}
          >
            Thôi nhận tin
          </Button>
        </div>
      </section>
      {view.isFollowing ? null : <Code />}
    </>
  );
};

/** Each for themselves: whether a short word by Zalo goes beside the mails. */
export const MyZaloPage = () => (
  <>
    <PageHeader
      title="Nhận tin qua Zalo"
      lead="Tin ngắn gửi kèm thư nhắc, trong giờ làm việc, trừ việc khẩn do người đôn đốc đánh dấu; số tin mỗi ngày, mỗi tuần theo chính sách nhắc việc của Văn phòng. Tin không nêu tên nhiệm vụ."
    />
    <QueryView query={useQuery(myZaloQuery)}>
      {(view) => {
        if (!view.isOffered)
          return <EmptyState title="Chưa có Zalo">Hệ thống này chưa nối với tài khoản Zalo của tỉnh; thông báo đi bằng thư.</EmptyState>;
        return view.consentAt === null ? <Register phone={view.phone} /> : <Registered view={view} />;
      }}
    </QueryView>
  </>
);
