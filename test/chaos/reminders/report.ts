import type { ChaosReport } from './run-chaos.js';

/** What may not be, by name; each must be nought. */
export const faultsOf = (report: ChaosReport): Readonly<Record<string, number>> => ({
  'planned rows without an outcome': report.unexplained + report.untold + report.open,
  'tasks that the plan does not have': report.reminders - report.tasks,
  'sends begun when the log had the end of their work': report.begunTooLate,
  'messages that the mail server took twice': report.doubled.email,
  'messages that came to a telephone twice': report.doubled.zalo,
  'messages that only the ledger says were sent': report.sentInTheLedgerAlone,
  'messages taken of which the ledger says something else': report.takenAndUnknown,
  'workers that ended by themselves': report.faults.length,
});

const line = (name: string, value: string | number): string => `${name.padEnd(58)} ${String(value).padStart(8)}`;

export const chaosLines = (report: ChaosReport): readonly string[] => [
  line('reminders due over ten minutes of the run’s clock', report.reminders),
  line('tasks cancelled soon after they were given', report.ended),
  ...Object.entries(report.deaths).map(([step, count]) => line(`workers killed at the step "${step}"`, count)),
  line('times the queue was emptied', report.flushed),
  line('recipients refused by the mail server', report.refused),
  line('connections broken off', report.broken),
  line('times the account on Zalo was linked', report.linked),
  ...Object.entries(report.outcomes).map(([status, count]) => line(`deliveries ${status}`, count)),
  ...Object.entries(faultsOf(report)).map(([name, count]) => line(name, count)),
];
