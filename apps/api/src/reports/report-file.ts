import { dateInVietnam, periodLabel } from '#domain';
import type { FoundReport } from '#read-models';
import { printedReport, reportDocx, reportXlsx, type ReportHead } from '#report-print';

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Agencies by the names of the cut-off; no names of people, which may be erased. */
const headOf = ({ report, content, planName }: FoundReport): ReportHead => {
  const cutOff = report.cutOffs.at(-1);
  if (cutOff === undefined) throw new Error('A report begins with a cut-off');
  const { locked, confirmed } = report;
  const names = new Map(content.agencies.map(({ id, name }) => [id, name]));
  return {
    planName,
    cutOff: cutOff.number,
    takenOn: dateInVietnam(cutOff.takenAt),
    digest: cutOff.digest,
    locked:
      locked === null
        ? null
        : {
            on: dateInVietnam(locked.at),
            silent: locked.silent.map((id) => names.get(id) ?? id),
            confirmedBy: confirmed?.document?.number ?? null,
          },
  };
};

/** The report on paper. What is not locked says so in its name too. */
export const reportFile = async (
  found: FoundReport,
  format: keyof typeof types,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Buffer }> => {
  const printed = printedReport(found.content, headOf(found));
  const label = periodLabel(found.report.period).replaceAll('/', '-');
  const name = `${found.report.locked === null ? 'CHƯA CHỐT - ' : ''}Báo cáo số liệu - ${label}.${format}`;
  return { name, type: types[format], bytes: format === 'docx' ? await reportDocx(printed) : await reportXlsx(printed) };
};
