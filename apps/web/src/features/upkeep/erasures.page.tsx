import './upkeep.css';
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, TextInput } from '@mantine/core';
import type { ErasureView, PersonalDataFound } from '#contracts';
import { request } from '../../api/http-client.js';
import { agenciesQuery, erasuresQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant, formatNumber } from '../../words/dates.js';

interface Chosen {
  readonly person: string | null;
  readonly subjects: readonly string[];
}

const nothing: Chosen = { person: null, subjects: [] };

const toggled = (subjects: readonly string[], subject: string): readonly string[] =>
  subjects.includes(subject) ? subjects.filter((one) => one !== subject) : [...subjects, subject];

/** An agency's id as its name; a plan's as words. */
const useScopeName = (): ((scope: string) => string) => {
  const agencies = useQuery(agenciesQuery).data ?? [];
  return (scope) => (scope.startsWith('plan-') ? 'một kế hoạch' : (agencies.find(({ id }) => id === scope)?.name ?? scope));
};

interface FoundProps {
  readonly found: PersonalDataFound;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

const Found = ({ found, chosen, choose }: FoundProps) => {
  const scopeName = useScopeName();
  if (found.people.length + found.names.length === 0)
    return <EmptyState title="Không tìm thấy">Không có người nào trong danh bạ hay tên nào trong văn bản đã ghi phù hợp.</EmptyState>;
  return (
    <fieldset className="erasure-found">
      <legend>Chọn những gì cần xóa</legend>
      {found.people.map(({ person, name }) => (
        <Checkbox
          key={person}
          label={`${name}: người trong danh bạ (tên, địa chỉ, số điện thoại, tài khoản)`}
          checked={chosen.person === person}
          onChange={() => {
            choose({ ...chosen, person: chosen.person === person ? null : person });
          }}
        />
      ))}
      {found.names.map(({ subject, name, scope, events }) => (
        <Checkbox
          key={subject}
          label={`${name}: trong văn bản của ${scopeName(scope)} (${formatNumber(events)} sự kiện)`}
          checked={chosen.subjects.includes(subject)}
          onChange={() => {
            choose({ ...chosen, subjects: toggled(chosen.subjects, subject) });
          }}
        />
      ))}
    </fieldset>
  );
};

const EraseForm = () => {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [chosen, choose] = useState<Chosen>(nothing);
  const searching = useMutation({
    mutationFn: (wanted: string) => request<PersonalDataFound>('/erasures/search', { method: 'POST', json: { name: wanted } }),
    onSuccess: () => {
      choose(nothing);
    },
  });
  const erasing = useMutation({
    mutationFn: () => request<ErasureView>('/erasures', { method: 'POST', json: { ...chosen, reason } }),
    onSuccess: async () => {
      announce('Đã xóa và ghi nhận.');
      choose(nothing);
      setReason('');
      searching.reset();
      await client.invalidateQueries();
    },
  });
  const isChosen = chosen.person !== null || chosen.subjects.length > 0;
  const failure = searching.error ?? erasing.error;
  return (
    <div className="erasure-form">
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          searching.mutate(name);
        }}
      >
        <TextInput
          label="Tên người"
          description="Một phần của tên cũng được; tìm trong danh bạ và trong văn bản đã ghi."
          value={name}
          required
          minLength={2}
          maxLength={200}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <div>
          <Button type="submit" variant="default" loading={searching.isPending}>
            Tìm
          </Button>
        </div>
      </form>
      {failure === null ? null : <Notice tone="red" title={messageOf(failure)} />}
      {searching.data === undefined ? null : <Found found={searching.data} chosen={chosen} choose={choose} />}
      {isChosen ? (
        <form
          className="stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            erasing.mutate();
          }}
        >
          <TextInput
            label="Căn cứ"
            description="Ví dụ số đơn đề nghị. Không ghi tên người."
            value={reason}
            required
            maxLength={500}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <p className="soft">Không khôi phục được. Nhật ký vẫn nguyên vẹn; chỗ có tên hiện “đã xóa theo yêu cầu”.</p>
          <div>
            <Button type="submit" color="red" loading={erasing.isPending}>
              Xóa dữ liệu đã chọn
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
};

const Done = () => (
  <QueryView query={useQuery(erasuresQuery)} rows={2}>
    {(erasures) =>
      erasures.length === 0 ? (
        <EmptyState title="Chưa xóa lần nào" />
      ) : (
        <div className="table-frame">
          <table className="plain cards-when-narrow">
            <caption className="visually-hidden">Các lần xóa</caption>
            <thead>
              <tr>
                <th scope="col">Lúc</th>
                <th scope="col">Căn cứ</th>
                <th scope="col">Đã xóa</th>
              </tr>
            </thead>
            <tbody>
              {erasures.map(({ id, at, reason, person, subjects }) => (
                <tr key={id}>
                  <td data-label="Lúc">{formatInstant(at)}</td>
                  <td data-label="Căn cứ">{reason}</td>
                  <td data-label="Đã xóa">
                    {[
                      ...(person === null ? [] : ['01 người']),
                      ...(subjects.length === 0 ? [] : [`${formatNumber(subjects.length)} tên trong văn bản`]),
                    ].join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    }
  </QueryView>
);

/** Taking a person's data away on request; the record of it holds no names. */
export const ErasuresPage = () => (
  <>
    <PageHeader title="Xóa dữ liệu cá nhân" lead="Theo yêu cầu của người có dữ liệu, trong 02 ngày làm việc" />
    <div className="stack">
      <EraseForm />
      <section className="stack-tight" aria-labelledby="cac-lan-xoa">
        <h2 id="cac-lan-xoa">Các lần xóa</h2>
        <Done />
      </section>
    </div>
  </>
);
