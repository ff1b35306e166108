import { type AmendTask, type CommandMeta, type DocumentRef, instantInVietnam, type PlainDate, type Task, type TaskOrders } from '#domain';

interface Basis {
  readonly amendment: number | null;
  readonly basis: string;
  readonly document: DocumentRef | null;
  readonly effectiveOn: PlainDate;
}

/** It holds from the first hour of the new version's day, but not before the task was given. */
const effectiveAt = ({ effectiveOn }: Basis, now: CommandMeta['now'], { enteredAt }: Task): CommandMeta['now'] => {
  const start = instantInVietnam(effectiveOn);
  const earliest = Date.parse(start) < Date.parse(enteredAt.effective) ? enteredAt.effective : start;
  return Date.parse(earliest) < Date.parse(now) ? earliest : now;
};

/** The command that carries one confirmed line out. */
export const amendTaskOf = (orders: TaskOrders, basis: Basis, meta: CommandMeta, live: Task): AmendTask => {
  const { amendment, basis: words, document } = basis;
  const data = { ...orders, amendment, basis: words, document };
  return { type: 'AmendTask', data, meta: { ...meta, effectiveAt: effectiveAt(basis, meta.now, live) } };
};
