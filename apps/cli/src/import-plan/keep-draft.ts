import { Readable } from 'node:stream';
import { Application, DraftPlan, type CommandActor } from '#application';
import type { AgencyDirectory, PlanId } from '#domain';
import type { PlanDraft } from '#contracts';
import { FileStoreUnavailable, mediaTypeOf, openFileStore } from '#files';
import { PostgresPeople, TaskPolicy } from '#identity';
import { planRowsOf } from '#plan-import';
import { SubjectKeys } from '#personal-data';
import { newId, type AppContext } from '#platform';
import { isSuperiorIn, langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { withSystem } from '../shared/open-system.js';
import { Refused } from '../shared/terminal.js';
import { agenciesIn, withLog } from '../shared/system-data.js';
import { readPlanFile } from './read-plan-file.js';

export interface ToKeep {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Told as the work goes on. */
  step(name: string): void;
}

export interface KeptDraft {
  readonly planId: PlanId;
  readonly draft: PlanDraft;
  readonly directory: AgencyDirectory;
  /** Where the draft is reviewed. */
  readonly url: string;
}

/** Whoever runs the command line on the server acts for the Office. */
const office: CommandActor = { personId: null, roles: ['office'], agencies: [], via: 'cli' };

const withApplication = async <Result>(
  context: AppContext,
  directory: AgencyDirectory,
  work: (application: Application) => Promise<Result>,
): Promise<Result> =>
  withLog(context, async (store) =>
    work(
      new Application({
        store,
        clock: context.clock,
        policy: new TaskPolicy(),
        agencies: {
          directory: () => Promise.resolve(directory),
          isActive: (agency) => Promise.resolve(directory.agencies.some(({ id }) => id === agency)),
        },
        calendar: { calendar: () => Promise.resolve(vietnamWorkingCalendar) },
        memberships: new PostgresPeople(context.pool),
        personalTexts: new SubjectKeys(context.pool, context.masterKey),
        planRows: { rowsOf: planRowsOf },
        superiors: isSuperiorIn,
      }),
    ),
  );

/** Reads the text with the agencies known to this system, keeps the file, and drafts the plan. */
export const keepDraft = async (keeping: ToKeep): Promise<KeptDraft> =>
  withSystem(async (context) => {
    const { bytes, name } = keeping;
    const known = await agenciesIn(context);
    const directory = known.length === 0 ? langSon2023 : { agencies: known, groups: langSon2023.groups };
    const draft = await readPlanFile(bytes, name, directory);
    keeping.step('lưu tệp nguồn');
    const store = await openFileStore({ pool: context.pool, s3: context.config.s3, onUnreachable: () => undefined });
    const file = await store.files
      .put(Readable.from([bytes]), { name, mediaType: mediaTypeOf('', name) })
      .catch((error: unknown) => {
        throw error instanceof FileStoreUnavailable
          ? new Refused('S3_ENDPOINT: kho tệp không trả lời; chưa lưu gì, hãy thử lại sau.')
          : error;
      })
      .finally(store.close);
    keeping.step('lập bản thảo');
    const planId = newId() as PlanId;
    const outcome = await withApplication(context, directory, async (application) =>
      application.draftPlan(new DraftPlan({ actor: office, onBehalfOf: null, request: null, planId, file, draft })),
    );
    if (!outcome.ok) throw new Refused(`Không lập được bản thảo (${outcome.code}).`);
    return { planId, draft, directory, url: `${context.config.publicUrl}/ke-hoach/${planId}/du-thao` };
  });
