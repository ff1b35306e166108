import type { EntityManager } from 'typeorm';
import type { ReportToDo } from '#contracts';
import {
  currentCutOff,
  periodLabel,
  reconcilingAgencies,
  silentAgencies,
  workingDaysBetween,
  type AgencyId,
  type CutOff,
  type PeriodReport,
} from '#domain';
import { ReportRow } from '../reports/report.entity.js';
import type { Today } from '../shared/ports.js';
import type { Reader } from '../shared/reader.js';

type Asked = Pick<ReportToDo, 'text' | 'next' | 'due'>;

const day = (date: string): string => date.split('-').reverse().join('/');

/** Whoever has not answered yet is asked to, also after the last day, until the lock. */
const ofAgency = (report: PeriodReport, { reconcileBy }: CutOff, reader: Reader): readonly Asked[] => {
  const silent = silentAgencies(report).filter((agency) => reader.agencies.includes(agency));
  if (silent.length === 0) return [];
  const lines = report.content.figures.agencies
    .filter(({ agency }) => silent.includes(agency))
    .reduce((sum, { figures }) => sum + figures.total, 0);
  return [
    {
      next: 'reconcile',
      text: `Đối chiếu số liệu Văn phòng đã chốt: ${String(lines)} lượt giao; xác nhận hoặc đề nghị điều chỉnh trước hết ngày ${day(reconcileBy)}`,
      due: reconcileBy,
    },
  ];
};

const ofOffice = (report: PeriodReport, { number, reconcileBy }: CutOff, today: string): readonly Asked[] => {
  const open = report.objections.filter(({ cutOff, answer }) => cutOff === number && answer === null).length;
  if (open > 0) return [{ next: 'answer', text: `Trả lời ${String(open)} đề nghị điều chỉnh số liệu`, due: null }];
  const silent: readonly AgencyId[] = silentAgencies(report);
  if (silent.length > 0 && today <= reconcileBy) return [];
  const all = reconcilingAgencies(report.content).length;
  const answered = `${String(all - silent.length)}/${String(all)} cơ quan đã trả lời`;
  const what = report.confirmed === null ? 'Trình người đứng đầu Văn phòng xác nhận số liệu' : 'Khóa số liệu đã được xác nhận';
  return [{ next: 'settle', text: `${what}; ${answered}`, due: null }];
};

/** What closing periods asks of the reader: an agency its answer, the Office answers, confirmation and lock. */
export const reportEntries = async (manager: EntityManager, reader: Reader, isOffice: boolean, today: Today): Promise<ReportToDo[]> => {
  const rows = await manager.getRepository(ReportRow).find({ where: { locked: false }, order: { endsOn: 'ASC', id: 'ASC' } });
  return rows.flatMap(({ state }) => {
    const cutOff = currentCutOff(state);
    if (cutOff === null) return [];
    const asked = [...ofAgency(state, cutOff, reader), ...(isOffice ? ofOffice(state, cutOff, today.date) : [])];
    return asked.map((one) => ({
      report: state.id,
      title: periodLabel(state.period),
      ...one,
      workingDaysLeft: one.due === null ? null : workingDaysBetween(today.date, cutOff.reconcileBy, today.calendar),
    }));
  });
};
