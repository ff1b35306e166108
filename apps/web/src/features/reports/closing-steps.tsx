import { lazy, Suspense, useEffect, useState } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { ReportView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { useFormDraft } from '../acts/form-draft.js';
import { useReportAct } from './use-report-act.js';

const DateField = lazy(() => import('../acts/date-field.js'));

/** What cannot be taken back waits so long for a second thought. */
const HELD_SECONDS = 10;

const Failure = ({ text }: { readonly text: string | null }) => (text === null ? null : <Notice tone="red" title={text} />);

const Confirm = ({ report }: { readonly report: ReportView }) => {
  const draft = useFormDraft(`${report.id}:${String(report.cutOff)}:confirm`, { number: '', date: '' });
  const number = draft.text('number');
  const date = draft.text('date');
  const confirming = useReportAct('Đã ghi nhận xác nhận số liệu.', draft.discard);
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        const document = number.trim() === '' ? null : { number, date: date === '' ? null : date };
        confirming.send(`/${report.id}/confirm`, { cutOff: report.cutOff, document });
      }}
    >
      <h3>Người đứng đầu Văn phòng xác nhận</h3>
      <p className="small soft">Người đứng đầu, cấp phó xác nhận trực tiếp; người khác ghi số văn bản xác nhận.</p>
      <div className="report-fields">
        <TextInput
          label="Số văn bản xác nhận"
          maxLength={500}
          value={number}
          onChange={(event) => {
            draft.set('number', event.currentTarget.value);
          }}
        />
        <Suspense fallback={null}>
          <DateField
            label="Ngày văn bản"
            value={date}
            onValue={(day) => {
              draft.set('date', day);
            }}
          />
        </Suspense>
        <Button type="submit" loading={confirming.isSending}>
          Xác nhận số liệu
        </Button>
      </div>
      <Failure text={confirming.failure} />
    </form>
  );
};

const Lock = ({ report }: { readonly report: ReportView }) => {
  const [left, setLeft] = useState<number | null>(null);
  const { send, isSending, failure } = useReportAct('Đã khóa số liệu.');
  useEffect(() => {
    if (left === null) return undefined;
    const timer = setTimeout(() => {
      if (left > 1) {
        setLeft(left - 1);
        return;
      }
      setLeft(null);
      send(`/${report.id}/lock`, { cutOff: report.cutOff });
    }, 1_000);
    return () => {
      clearTimeout(timer);
    };
    // `send` is another function at every rendering; the seconds alone drive this.
  }, [left]);
  const isRunning = left !== null || isSending;
  useEffect(() => {
    if (!isRunning) return undefined;
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
    };
  }, [isRunning]);
  return (
    <div className="stack-tight">
      <h3>Khóa số liệu</h3>
      <p className="small soft">Sau khi khóa, số liệu không thay đổi được nữa và được phép công bố; nội dung cần sửa ghi ở kỳ sau.</p>
      <div className="row">
        {left === null ? (
          <Button
            loading={isSending}
            onClick={() => {
              setLeft(HELD_SECONDS);
            }}
          >
            Khóa số liệu
          </Button>
        ) : (
          <>
            <span role="status">Khóa sau {left} giây</span>
            <span className="soft">Chưa khóa: giữ trang mở đến khi khóa xong.</span>
            <Button
              variant="default"
              onClick={() => {
                setLeft(null);
              }}
            >
              Hoàn tác
            </Button>
          </>
        )}
      </div>
      <Failure text={failure} />
    </div>
  );
};

const Withdraw = ({ report }: { readonly report: ReportView }) => {
  const draft = useFormDraft(`${report.id}:${String(report.cutOff)}:withdraw`, { reason: '' });
  const reason = draft.text('reason');
  const withdrawing = useReportAct('Đã thu hồi lần chốt số liệu.', draft.discard);
  return (
    <details>
      <summary>Thu hồi lần chốt này</summary>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          withdrawing.send(`/${report.id}/withdraw-cut-off`, { cutOff: report.cutOff, reason });
        }}
      >
        <Textarea
          label="Lý do thu hồi"
          description="Trả lời của các cơ quan được giữ trong lịch sử; cơ quan có số liệu không đổi không phải xác nhận lại."
          required
          autosize
          minRows={2}
          maxLength={20_000}
          value={reason}
          onChange={(event) => {
            draft.set('reason', event.currentTarget.value);
          }}
        />
        <div>
          <Button type="submit" variant="default" loading={withdrawing.isSending}>
            Thu hồi
          </Button>
        </div>
        <Failure text={withdrawing.failure} />
      </form>
    </details>
  );
};

const TakeAgain = ({ report: { from, to, plan } }: { readonly report: ReportView }) => {
  const taking = useReportAct('Đã chốt lại số liệu.');
  return (
    <div className="stack-tight">
      <div>
        <Button
          loading={taking.isSending}
          onClick={() => {
            taking.send('', { from, to, ...(plan === null ? {} : { plan: plan.id }) });
          }}
        >
          Chốt lại số liệu
        </Button>
      </div>
      <Failure text={taking.failure} />
    </div>
  );
};

/** What the Office may do next with a period that is not locked. */
export const ClosingSteps = ({ report }: { readonly report: ReportView }) => {
  if (report.status === 'locked') return null;
  return (
    <section className="card stack no-print" aria-labelledby="viec-tiep-theo">
      <h2 id="viec-tiep-theo">Việc tiếp theo</h2>
      {report.status === 'reconciling' ? <Confirm report={report} /> : null}
      {report.status === 'confirmed' ? <Lock report={report} /> : null}
      {report.status === 'withdrawn' ? <TakeAgain report={report} /> : <Withdraw report={report} />}
    </section>
  );
};
