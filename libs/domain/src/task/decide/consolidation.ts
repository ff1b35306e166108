import { accept, nothing } from '../../shared/decision.js';
import { onTask, refuse, type CommandOf, type Scene, type TaskDecision } from './scene.js';

/** One report on all parts, by the agency named to watch over them. The very same report, repeated, is one report. */
export const sendConsolidatedReport = ({ data, meta }: CommandOf<'SendConsolidatedReport'>, scene: Scene): TaskDecision =>
  onTask(scene, () => {
    const { task, at } = scene;
    const { consolidator, consolidatedReports } = task;
    const last = consolidatedReports.at(-1);
    if (consolidator === null || meta.onBehalfOf !== consolidator) return refuse('TASK.NOT_CONSOLIDATOR', { consolidator });
    if (last?.at.effective === at && last.text === data.text) return nothing();
    return accept({
      type: 'ConsolidatedReportSent',
      data: { report: consolidatedReports.length + 1, agencyId: consolidator, ...data, effectiveAt: at },
    });
  });
