import { checkDatabase, startEmbeddedDatabase, StartupError, type Config } from '#platform';

/** The database of this process: the embedded one, which lives and ends with it, or the one that `DATABASE_URL` names. */
export interface OpenedDatabase {
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Settles with a reason when the embedded server ends without being asked to; never for another server. */
  readonly lost: Promise<Error>;
  close(patience?: number): Promise<void>;
}

const never = new Promise<Error>(() => undefined);

/** @throws StartupError */
export const openDatabase = async ({ databaseUrl, dataDir }: Config): Promise<OpenedDatabase> => {
  if (databaseUrl !== null) {
    await checkDatabase(databaseUrl);
    return { url: databaseUrl, isEmbedded: false, lost: never, close: () => Promise.resolve() };
  }
  const embedded = await startEmbeddedDatabase({ dataDir });
  const lost = embedded.exited.then(() => new StartupError(`Cơ sở dữ liệu nhúng đã dừng đột ngột; xem ${dataDir}/postgres.log.`));
  return { url: embedded.url, isEmbedded: true, lost, close: async (patience) => embedded.close(patience) };
};
