import { waitsFor, waitsForOffice, type Remark, type Remarks, type Task } from '#domain';
import { seesEverything, type Reader } from '../shared/reader.js';
import type { InboxEntry } from './inbox.model.js';
import { taskItem, type InboxContext } from './item.view.js';

const LONGEST = 200;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const waits = (remark: Remark, reader: Reader): boolean =>
  waitsFor(remark).some((agency) => reader.agencies.includes(agency)) || (seesEverything(reader) && waitsForOffice(remark));

const said = ({ names }: InboxContext, { kind, agencyId, text }: Remark): string => {
  const who = agencyId === null ? 'Văn phòng' : names.agency(agencyId).name;
  return `${who} ${kind === 'directive' ? 'cho ý kiến chỉ đạo' : 'trao đổi'}: ${shortened(text)}`;
};

/** Remarks that nobody of the reader's has seen: of each task the newest, and how many more. Directives come first. */
export const remarkEntries = (
  context: InboxContext,
  reader: Reader,
  waiting: readonly { readonly task: Task; readonly remarks: Remarks }[],
): readonly InboxEntry[] =>
  waiting
    .flatMap(({ task, remarks }) => {
      const own = remarks.remarks.filter((remark) => waits(remark, reader));
      const newest = own.findLast(({ kind }) => kind === 'directive') ?? own.at(-1);
      if (newest === undefined) return [];
      const more = own.length > 1 ? ` (và ${String(own.length - 1)} ý kiến khác)` : '';
      return [{ isDirective: newest.kind === 'directive', task, text: `${said(context, newest)}${more}` }];
    })
    .sort((one, other) => Number(other.isDirective) - Number(one.isDirective))
    .map(({ task, text }) => ({ group: 'remarks' as const, item: { ...taskItem(task, text, 'remarks'), due: null } }));
