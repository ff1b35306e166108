import { Readable } from 'node:stream';
import { Application, CalendarOfTheLog, DraftPlan, type AgencyRegistry, type CommandActor } from '#application';
import { dateInVietnam, type AgencyDirectory, type AgencyId, type FileRef, type PlanId } from '#domain';
import type { EventStore } from '#event-store';
import type { PlanDraft } from '#contracts';
import { FileStoreUnavailable, mediaTypeOf, openFileStore } from '#files';
import { PostgresPeople, TaskPolicy } from '#identity';
import { planRowsOf, type DatedDirectory } from '#plan-import';
import { SubjectKeys } from '#personal-data';
import { newId, type AppContext } from '#platform';
import { isSuperiorIn, langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { withSystem } from '../shared/open-system.js';
import { Refused } from '../shared/terminal.js';
import { withAgencies, withLog } from '../shared/system-data.js';
import { readDatedPlanFile } from './read-plan-file.js';

export interface ToKeep {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Told as the work goes on. */
  readonly step: (name: string) => void;
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

type Directory = AgencyRegistry & Pick<DatedDirectory, 'directoryOn'>;

const isShipped = (agency: AgencyId): Promise<boolean> => Promise.resolve(langSon2023.agencies.some(({ id }) => id === agency));

/** Before a worker has run for the first time the shipped directory stands in. */
const shipped: Directory = {
  directory: () => Promise.resolve(langSon2023),
  directoryOn: () => Promise.resolve(langSon2023),
  isActive: isShipped,
  existedOn: isShipped,
};

const applicationOn = (context: AppContext, store: EventStore, agencies: Directory, calendar: CalendarOfTheLog): Application =>
  new Application({
    store,
    agencies,
    calendar,
    clock: context.clock,
    policy: new TaskPolicy(),
    memberships: new PostgresPeople(context.pool),
    personalTexts: new SubjectKeys(context.pool, context.masterKey),
    planRows: { rowsOf: planRowsOf },
    superiors: isSuperiorIn,
  });

const keepFile = async ({ pool, config }: AppContext, bytes: Uint8Array, name: string): Promise<FileRef> => {
  const { files, close } = await openFileStore({ pool, s3: config.s3, onUnreachable: () => undefined });
  try {
    return await files.put(Readable.from([bytes]), { name, mediaType: mediaTypeOf('', name) });
  } catch (error) {
    throw error instanceof FileStoreUnavailable ? new Refused('S3_ENDPOINT: kho tệp không trả lời; chưa lưu gì, hãy thử lại sau.') : error;
  } finally {
    close();
  }
};

/** Reads the text with the agencies known to this system on the document's day, keeps the file, and drafts the plan. */
const keep = async (context: AppContext, agencies: Directory, { bytes, name, step }: ToKeep): Promise<KeptDraft> =>
  withLog(context, async (store) => {
    const calendar = new CalendarOfTheLog(store, vietnamWorkingCalendar);
    const { draft, directory } = await readDatedPlanFile(bytes, name, {
      calendar: await calendar.calendar(),
      today: dateInVietnam(context.clock.now()),
      directoryOn: (day) => agencies.directoryOn(day),
    });
    step('lưu tệp nguồn');
    const file = await keepFile(context, bytes, name);
    step('lập bản thảo');
    const planId = newId() as PlanId;
    const drafting = new DraftPlan({ actor: office, onBehalfOf: null, request: null, planId, file, draft });
    const outcome = await applicationOn(context, store, agencies, calendar).draftPlan(drafting);
    if (!outcome.ok) throw new Refused(`Không lập được bản thảo (${outcome.code}).`);
    return { planId, draft, directory, url: `${context.config.publicUrl}/ke-hoach/${planId}/du-thao` };
  });

export const keepDraft = async (keeping: ToKeep): Promise<KeptDraft> =>
  withSystem((context) => withAgencies(context, (agencies) => keep(context, agencies ?? shipped, keeping)));
