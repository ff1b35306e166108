import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { CommandReply, IndicatorView } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { announce } from '../../ui/announcer.js';
import { FileList } from '../../ui/file-list.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { formatDate, formatInstant, formatNumber } from '../../words/dates.js';

type Measurement = IndicatorView['measurements'][number];
type Moved = Measurement['corrections'][number]['moves'][number];

const figureNames: Readonly<Record<Moved['figure'], string>> = {
  status: 'đánh giá',
  reading: 'số liệu tính',
  expected: 'mức cần có',
  slope: 'mức tăng mỗi năm',
  requiredSlope: 'mức còn cần mỗi năm',
};
const statuses: Readonly<Record<string, string>> = {
  met: 'đạt',
  'on-course': 'đúng tiến độ',
  behind: 'chậm',
  'not-measurable': 'chưa đánh giá được',
};

const shown = (figure: Moved['figure'], value: Moved['before']): string => {
  if (value === null) return 'không có';
  if (typeof value === 'number') return formatNumber(value);
  return figure === 'status' ? (statuses[value] ?? value) : value;
};

const Corrections = ({ corrections }: Pick<Measurement, 'corrections'>) => (
  <ul className="plain-list small">
    {corrections.map((correction) => (
      <li key={correction.recordedAt}>
        Đính chính {formatInstant(correction.recordedAt)}: {correction.from.reading.text} → {correction.to.reading.text} (
        {correction.reason})
        <ul>
          {correction.moves.map((moved) => (
            <li key={`${moved.period} ${moved.figure}`}>
              Năm {moved.period}, {figureNames[moved.figure]}: {shown(moved.figure, moved.before)} → {shown(moved.figure, moved.after)}
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ul>
);

const useConfirm = (indicator: IndicatorView) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (measurement: number) =>
      request<CommandReply>(`/indicators/${indicator.id}/confirm-measurement`, {
        method: 'POST',
        json: { measurement },
        headers: { 'Idempotency-Key': newRequestKey() },
      }),
    onSuccess: async (reply) => {
      rememberPosition(reply.position);
      announce('Đã xác nhận số liệu.');
      await refreshViews(client);
    },
  });
};

interface MeasurementListProps {
  readonly indicator: IndicatorView;
  readonly mayConfirm: boolean;
  /** Null: the reader may not correct. */
  readonly onCorrect: ((measurement: Measurement) => void) | null;
}

/** Every figure that was reported, newest first, with who confirmed it and how it was put right. */
export const MeasurementList = ({ indicator, mayConfirm, onCorrect }: MeasurementListProps) => {
  const confirming = useConfirm(indicator);
  if (indicator.measurements.length === 0) return <span className="soft">Chưa có số liệu</span>;
  return (
    <details>
      <summary>{indicator.measurements.length} số liệu đã báo cáo</summary>
      {confirming.error === null ? null : <Notice tone="red" title={messageOf(confirming.error)} />}
      <ol className="plain-list measurement-list">
        {indicator.measurements.toReversed().map((one) => (
          <li key={one.number}>
            <strong>{one.figure.reading.text}</strong> <span className="small soft">tại {formatDate(one.on)}</span>
            <div className="small soft">
              {one.agency.name}
              {one.figure.period === null ? '' : ` · cho năm ${one.figure.period}`}
              {one.document === null ? '' : ` · ${one.document}`}
              {one.confirmed === null ? ' · chưa xác nhận' : ` · Văn phòng xác nhận ${formatInstant(one.confirmed.at)}`}
            </div>
            {one.text === null || one.text === one.figure.reading.text ? null : <div className="small prose">{one.text}</div>}
            <FileList files={one.files} />
            {one.corrections.length === 0 ? null : <Corrections corrections={one.corrections} />}
            <div className="row no-print">
              {mayConfirm && one.confirmed === null ? (
                <Button size="compact-xs" variant="default" loading={confirming.isPending} onClick={() => confirming.mutate(one.number)}>
                  Xác nhận
                  <span className="visually-hidden">
                    {' '}
                    số liệu {one.figure.reading.text} của {indicator.name}
                  </span>
                </Button>
              ) : null}
              {onCorrect === null ? null : (
                <Button size="compact-xs" variant="default" onClick={() => onCorrect(one)}>
                  Đính chính
                  <span className="visually-hidden">
                    {' '}
                    số liệu {one.figure.reading.text} của {indicator.name}
                  </span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
};
